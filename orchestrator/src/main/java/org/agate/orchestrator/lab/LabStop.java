package org.agate.orchestrator.lab;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.agate.orchestrator.campaign.Campaigns;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.lab.StopResource.DeviceAnswer;
import org.agate.orchestrator.lab.StopResource.StopAnswer;
import org.agate.orchestrator.run.RunControl;
import org.agate.orchestrator.run.RunOrders;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Presence;
import org.jboss.logging.Logger;

/// Stops the laboratory: latches every device, holds every campaign, keeps every order that has not begun, and aborts
/// every run. Nothing of that goes on by itself afterwards.
///
/// The devices hear it first, whatever the database does; what is recorded about it is recorded as soon as that
/// can be.
@ApplicationScoped
class LabStop {

    private static final Logger LOG = Logger.getLogger(LabStop.class);
    private static final long ANSWERS_WITHIN_MILLIS = 1_500;
    private static final long LOOK_MILLIS = 50;
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 200;

    private final DeviceBoard board;
    private final RunControl runs;
    private final RunOrders orders;
    private final Campaigns campaigns;
    private final EventLog log;
    /// Orders are recorded in the order given.
    private final ExecutorService recorder = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("lab-stop").factory());

    LabStop(DeviceBoard board, RunControl runs, RunOrders orders, Campaigns campaigns, EventLog log) {
        this.board = board;
        this.runs = runs;
        this.orders = orders;
        this.campaigns = campaigns;
        this.log = log;
    }

    /// Says an order to the devices and answers what each of them made of it, within two seconds.
    CompletionStage<StopAnswer> order(StopOrder order) {
        var answer = new CompletableFuture<StopAnswer>();
        Thread.ofVirtual().name("stop-order").start(() -> {
            recorder.execute(() -> recorded(order));
            boolean sent = say(order);
            answer.complete(new StopAnswer(order.engaged(), sent, answers(order.engaged())));
        });
        return answer;
    }

    private boolean say(StopOrder order) {
        try {
            board.say(order.engaged(), order.by(), order.reason());
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(
                    "The stop order was not taken by the broker; it is said again as soon as it can: %s",
                    e.getMessage());
            return false;
        }
    }

    private List<DeviceAnswer> answers(boolean engaged) {
        long end = System.nanoTime() + ANSWERS_WITHIN_MILLIS * 1_000_000;
        while (engaged && System.nanoTime() - end < 0 && !isObeyed()) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return board.devices().stream()
                .map(view -> new DeviceAnswer(view.device().value(), state(view)))
                .toList();
    }

    private boolean isObeyed() {
        return board.devices().stream().map(LabStop::state).noneMatch("RUNNING_ON"::equals);
    }

    private static String state(DeviceView view) {
        if (view.presence() != Presence.ONLINE) {
            return "UNREACHABLE";
        }
        return view.state().filter(DeviceState::stop).isPresent() ? "STOPPED" : "RUNNING_ON";
    }

    /// Each part on its own, the order itself first: what cannot be recorded keeps nothing else from being
    /// recorded.
    private void recorded(StopOrder order) {
        insist("the order itself", () -> append(order));
        if (order.engaged()) {
            var why = "the lab was stopped: " + order.reason();
            insist("the hold of the campaigns", () -> campaigns.holdAll(why));
            insist("the wait of the orders", () -> orders.deferAll(order.by(), why));
            insist("the abort of the runs", () -> runs.abortAll(order.by(), why));
        }
    }

    private void append(StopOrder order) {
        log.append(
                Subject.none(),
                order.engaged() ? DeviceBoard.STOPPED : DeviceBoard.RELEASED,
                "%s %s the lab: %s".formatted(order.by(), order.engaged() ? "stopped" : "released", order.reason()),
                Map.of("by", order.by(), "reason", order.reason()));
    }

    private static void insist(String what, Runnable record) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                record.run();
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "Of a stop, %s could not be recorded (attempt %d of %d)", what, attempt, ATTEMPTS);
            }
            try {
                Thread.sleep(PAUSE_MILLIS * attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
