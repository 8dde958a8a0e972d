package org.agate.robot.sdk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.Telemetry;
import org.jspecify.annotations.Nullable;

/// One running action: its parameters, its progress, and whether it is asked to pause or end. Thread-safe.
public final class Execution {

    private final Command command;
    private final InstantSource lab;
    private final Consumer<DeviceEvent> report;
    private final Consumer<Telemetry> telemetry;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private Runnable beforeRest = () -> {};
    private Runnable afterRest = () -> {};
    private boolean paused;
    private boolean held;
    private volatile boolean resting;
    private double progress;
    private volatile DeviceEvent.@Nullable Running lastReport;
    private volatile @Nullable DeviceEvent ending;

    Execution(Command command, InstantSource lab, Consumer<DeviceEvent> report, Consumer<Telemetry> telemetry) {
        this.command = command;
        this.lab = lab;
        this.report = report;
        this.telemetry = telemetry;
    }

    public Command command() {
        return command;
    }

    /// The sample that the command is about.
    public String sample() {
        var sample = command.sample();
        if (sample == null) {
            throw new ActionFailed(DeviceError.critical("NO_SAMPLE", "the command names no sample"), Map.of());
        }
        return sample;
    }

    /// A parameter that the factsheet declares as a number.
    public double number(String name) {
        return parameter(name, Number.class).doubleValue();
    }

    /// A number, or another value when the command leaves it out.
    public double number(String name, double otherwise) {
        return command.params().get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /// A parameter that the factsheet declares as a text.
    public String text(String name) {
        return parameter(name, String.class);
    }

    /// A text, or another one when the command leaves it out.
    public String text(String name, String otherwise) {
        return command.params().get(name) instanceof String text ? text : otherwise;
    }

    /// A parameter that the factsheet declares as a list.
    public List<?> list(String name) {
        return parameter(name, List.class);
    }

    private <T> T parameter(String name, Class<T> type) {
        var value = command.params().get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "Parameter (%s) is (%s).\nMaybe the factsheet does not declare it.".formatted(name, value));
        }
        return type.cast(value);
    }

    /// Reports how far the action is.
    public void progress(String sub, double share, double remainingSeconds) {
        progress = share;
        var running = new DeviceEvent.Running(sub, share, remainingSeconds);
        lastReport = running;
        report.accept(running);
    }

    /// Publishes a batch of what the factsheet declares as telemetry.
    public void measured(Telemetry batch) {
        telemetry.accept(batch);
    }

    /// A safe place to pause or end: waits while paused, and returns false when the action shall end now.
    public boolean mayGoOn() throws InterruptedException {
        var deadline = command.deadline();
        if (deadline != null && lab.instant().isAfter(deadline)) {
            end(new DeviceEvent.Aborted("its deadline has passed"));
        }
        // Reports go out without this lock: the runtime takes its own lock first and this one second.
        if (isPauseWanted()) {
            resting = true;
            report.accept(new DeviceEvent.Paused(progress));
            beforeRest.run();
            try {
                awaitResume();
            } finally {
                afterRest.run();
                resting = false;
            }
            if (ending == null) {
                report.accept(new DeviceEvent.Running("RESUMED", progress, 0));
            }
        }
        return ending == null;
    }

    /// Whether [#checkpoint] would wait.
    public boolean isPauseWanted() {
        lock.lock();
        try {
            return (paused || held) && ending == null;
        } finally {
            lock.unlock();
        }
    }

    private void awaitResume() throws InterruptedException {
        lock.lock();
        try {
            while ((paused || held) && ending == null) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Like [#mayGoOn], but leaves the action when it shall end.
    public void checkpoint() throws InterruptedException {
        if (!mayGoOn()) {
            throw new Ended();
        }
    }

    /// A person's or controller's wish.
    void pause(boolean wanted) {
        change(() -> paused = wanted);
    }

    /// The device's own wish, while nobody is in charge; it never undoes a person's.
    void hold(boolean wanted) {
        change(() -> held = wanted);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onChange.forEach(Runnable::run);
    }

    /// Wakes a handler that waits by its own means when a pause or an end is asked for.
    public void onChange(Runnable wake) {
        onChange.add(wake);
    }

    /// What to do before and after the action rests; before the action begins.
    public void aroundRest(Runnable before, Runnable after) {
        beforeRest = before;
        afterRest = after;
    }

    void end(DeviceEvent how) {
        change(() -> {
            if (ending == null) {
                ending = how;
            }
        });
    }

    void leaveIfEnding() {
        if (ending != null) {
            throw new Ended();
        }
    }

    DeviceEvent.@Nullable Running lastReport() {
        return lastReport;
    }

    boolean isResting() {
        return resting;
    }

    @Nullable
    DeviceEvent ending() {
        return ending;
    }

    /// Unwinds a handler whose action was canceled or aborted.
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super(null, null, false, false);
        }
    }
}
