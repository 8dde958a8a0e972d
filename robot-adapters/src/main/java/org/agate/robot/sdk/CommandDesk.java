package org.agate.robot.sdk;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.RejectCode;
import org.agate.robot.device.Telemetry;
import org.agate.robot.sdk.DeviceLedger.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands and has them done, one at a time: durable first, then said, then moved.
///
/// Thread-safe; shares the lock of its runtime, so that what is published keeps its order.
final class CommandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    /// Publishes the state.
    interface StateSpeaker {
        void soon();

        void now();
    }

    private final DeviceSetup setup;
    private final Factsheet factsheet;
    private final Map<String, ActionHandler> handlers;
    private final CommandGate gate;
    private final SafetyLatch latch;
    private final Announcer announcer;
    private final StateSpeaker speaker;
    private final Object lock;
    private @Nullable Execution running;
    private @Nullable Thread worker;
    private boolean closed;

    CommandDesk(
            DeviceSetup setup,
            Factsheet factsheet,
            Map<String, ActionHandler> handlers,
            CommandGate gate,
            SafetyLatch latch,
            Announcer announcer,
            StateSpeaker speaker,
            Object lock) {
        this.setup = setup;
        this.factsheet = factsheet;
        this.handlers = handlers;
        this.gate = gate;
        this.latch = latch;
        this.announcer = announcer;
        this.speaker = speaker;
        this.lock = lock;
    }

    /// What an earlier start left open will not be finished.
    void interruptLeftovers() {
        for (var entry : setup.ledger().open()) {
            boolean started = !(entry.event() instanceof DeviceEvent.Accepted);
            record(entry.command(), new DeviceEvent.Interrupted(started));
        }
    }

    @Nullable
    Execution running() {
        return running;
    }

    Activity activity() {
        if (setup.ledger().stopped()) {
            return Activity.STOPPED;
        }
        if (running != null) {
            return running.isResting() ? Activity.HELD : Activity.BUSY;
        }
        return setup.ledger().fault().isEmpty() ? Activity.IDLE : Activity.FAULT;
    }

    /// The id is looked up before anything else: a known one gets the present report, and nothing happens.
    void order(Command command) {
        synchronized (lock) {
            var known = setup.ledger().find(command.commandId());
            if (known.isPresent()) {
                repeat(command, known.get());
                return;
            }
            var refusal = gate.refusal(command, activity());
            DeviceEvent answer = refusal.<DeviceEvent>map(r -> r).orElse(new DeviceEvent.Accepted());
            if (!command.dryRun()) {
                record(command, answer);
            }
            announcer.reply(command, answer);
            if (refusal.isEmpty() && !command.dryRun()) {
                begin(command);
            }
            speaker.soon();
        }
    }

    private void repeat(Command command, Entry known) {
        if (!known.command().sameContent(command)) {
            announcer.reply(
                    command, new DeviceEvent.Rejected(RejectCode.ID_REUSED, "that id asked for something else"));
            return;
        }
        announcer.reply(command, known.event());
        announcer.event(command.commandId(), known.event());
    }

    private void begin(Command command) {
        var execution = new Execution(command, setup.lab(), event -> progressed(command, event), this::measured);
        running = execution;
        worker = Thread.ofVirtual().name("action-" + setup.device()).start(() -> perform(execution));
    }

    /// Tells again what became of a command; an unknown one is answered with silence.
    void tell(@Nullable UUID commandId) {
        if (commandId != null) {
            setup.ledger().find(commandId).ifPresent(entry -> announcer.event(commandId, entry.event()));
        }
    }

    void pause(@Nullable UUID commandId, boolean wanted) {
        if (running == null
                || commandId != null && !commandId.equals(running.command().commandId())) {
            return;
        }
        var capability = factsheet.actions().get(running.command().action());
        if (capability != null && capability.pause()) {
            running.pause(wanted);
        }
    }

    void end(DeviceEvent how) {
        if (running != null) {
            running.end(how);
        }
    }

    /// Nothing is recorded any more: what is open now is found so at the next start, and reported as interrupted.
    void close() {
        synchronized (lock) {
            closed = true;
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    private void record(Command command, DeviceEvent event) {
        if (!closed) {
            setup.ledger().write(new Entry(command, event, setup.wall().instant()));
            announcer.event(command.commandId(), event);
        }
    }

    private void progressed(Command command, DeviceEvent event) {
        synchronized (lock) {
            if (!closed && event instanceof DeviceEvent.Running && isKnownRunning(command)) {
                announcer.event(command.commandId(), event);
            } else {
                record(command, event);
            }
            speaker.soon();
        }
    }

    private void measured(Telemetry batch) {
        announcer.telemetry(batch);
    }

    private boolean isKnownRunning(Command command) {
        return setup.ledger()
                .find(command.commandId())
                .filter(entry -> entry.event() instanceof DeviceEvent.Running)
                .isPresent();
    }

    private void perform(Execution execution) {
        var command = execution.command();
        var outcome = outcome(execution);
        synchronized (lock) {
            try {
                if (outcome instanceof DeviceEvent.Failed failed && needsClear(failed.error())) {
                    latch.fault(failed.error().code());
                }
                record(command, outcome);
            } catch (RuntimeException e) {
                // Open in the ledger, so INTERRUPTED after the next start; the device itself can go on.
                LOG.error("Outcome not recorded deviceId={} outcome={}", setup.device(), outcome, e);
            } finally {
                running = null;
                worker = null;
            }
            // At once: whoever waits for the device to be free waits for this.
            if (!closed) {
                speaker.now();
            }
        }
    }

    private DeviceEvent outcome(Execution execution) {
        var command = execution.command();
        try {
            execution.progress("STARTING", 0, typicalSeconds(command));
            // A stop or cancel may have come between ACCEPTED and now.
            execution.leaveIfEnding();
            var handler = Objects.requireNonNull(handlers.get(command.action()));
            return new DeviceEvent.Succeeded(handler.perform(execution));
        } catch (Execution.Ended e) {
            return Objects.requireNonNull(execution.ending());
        } catch (ActionFailed e) {
            return new DeviceEvent.Failed(e.error(), e.result());
        } catch (InterruptedException e) {
            return new DeviceEvent.Aborted("the device shut down");
        } catch (RuntimeException | Error e) {
            // Also an Error, such as a native library that does not load: a device must not stay busy for ever.
            LOG.error("Action failed deviceId={} action={}", setup.device(), command.action(), e);
            return new DeviceEvent.Failed(DeviceError.critical("INTERNAL", String.valueOf(e.getMessage())), Map.of());
        }
    }

    private static boolean needsClear(DeviceError error) {
        return error.level() == DeviceError.Level.FATAL || "AFTER_CLEAR".equals(error.retry());
    }

    private double typicalSeconds(Command command) {
        var capability = factsheet.actions().get(command.action());
        return capability == null ? 0 : capability.typicalSeconds();
    }
}
