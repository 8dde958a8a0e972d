package org.agate.sim.scenario;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Failed;
import org.agate.robot.device.DeviceEvent.Succeeded;

/// One sample's way through the laboratory, as a careful technician does it by hand: what fails is looked at and done
/// again, a half dose is weighed and completed, a fallen vial is lost.
///
/// Every sample has its devices by its number, so that two runs of the same laboratory do the same.
final class Recipe {

    private static final int MOST_ATTEMPTS = 12;

    private final Technician technician;
    private final double annealSeconds;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    /// How a sample ended.
    enum End {
        DONE,
        LOST,
        GIVEN_UP
    }

    /// The vial is gone.
    private static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Something could not be done however often it was tried.
    private static final class Hopeless extends Exception {
        private static final long serialVersionUID = 1L;

        Hopeless(String what) {
            super(what);
        }
    }

    /// @param annealSeconds how long the samples stay hot
    Recipe(Technician technician, double annealSeconds) {
        this.technician = technician;
        this.annealSeconds = annealSeconds;
    }

    End make(int number) throws InterruptedException {
        var sample = "S-%05d".formatted(number);
        var home = "arm-1/rack-%03d".formatted(number);
        var grinder = "grinder-" + (1 + number % 2);
        var furnace = "furnace-" + (1 + number % 2);
        try {
            at("doser-1", "balance", sample, home, () -> {
                dose(sample, "CsBr", 110);
                dose(sample, "PbBr2", 190);
            });
            at(
                    "mixer-1",
                    "holder",
                    sample,
                    home,
                    () -> work("mixer-1", "mix", sample, Map.of("speed_rpm", 600, "duration_s", 300)));
            at(
                    grinder,
                    "mortar",
                    sample,
                    home,
                    () -> work(grinder, "grind", sample, Map.of("force_N", 15, "speed_rpm", 100, "duration_s", 900)));
            at(furnace, "slot-1", sample, home, () -> {
                work(furnace, "closeDoor", sample, Map.of());
                work(furnace, "heat", sample, program());
                openWhenSafe(furnace, sample);
            });
            at("doser-1", "balance", sample, home, () -> work("doser-1", "weigh", sample, Map.of()));
            return End.DONE;
        } catch (Gone e) {
            return End.LOST;
        } catch (Hopeless e) {
            return End.GIVEN_UP;
        }
    }

    private Map<String, Object> program() {
        return Map.of(
                "segments",
                List.of(
                        Map.of("type", "RAMP", "target_C", 325, "rate_C_per_min", 20),
                        Map.of("type", "DWELL", "duration_s", annealSeconds)));
    }

    @FunctionalInterface
    private interface Treatment {
        void give() throws InterruptedException, Gone, Hopeless;
    }

    /// Carries the vial to a place, has it treated, and carries it home; a place takes one vial at a time.
    private void at(String device, String slot, String sample, String home, Treatment treatment)
            throws InterruptedException, Gone, Hopeless {
        var place = places.computeIfAbsent(device, name -> new Semaphore(1, true));
        technician.end();
        place.acquire();
        technician.begin();
        try {
            if (device.startsWith("furnace")) {
                openWhenSafe(device, sample);
            }
            move(sample, home, device + "/" + slot);
            treatment.give();
            move(sample, device + "/" + slot, home);
        } finally {
            place.release();
        }
    }

    /// Until the door is open: hot furnaces refuse, and that is no failure.
    private void openWhenSafe(String furnace, String sample) throws InterruptedException, Hopeless {
        while (true) {
            var event = technician.act(furnace, "openDoor", Map.of(), sample);
            if (event instanceof Succeeded) {
                return;
            }
            if (event instanceof DeviceEvent.Rejected) {
                technician.end();
                Thread.sleep(20);
                technician.begin();
            }
        }
    }

    private void move(String sample, String from, String to) throws InterruptedException, Gone, Hopeless {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var event = technician.act("arm-1", "move", Map.of("from", from, "to", to), sample);
            if (event instanceof Succeeded) {
                return;
            }
            if (event instanceof Failed failed && failed.error().code().equals("GRIP_LOST")) {
                throw new Gone();
            }
            if (event instanceof DeviceEvent.Interrupted
                    && technician.locate(sample).filter(to::equals).isPresent()) {
                return;
            }
        }
        throw new Hopeless("move");
    }

    private Succeeded work(String device, String action, String sample, Map<String, Object> params)
            throws InterruptedException, Hopeless {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (technician.act(device, action, params, sample) instanceof Succeeded done) {
                return done;
            }
        }
        throw new Hopeless(action);
    }

    /// After anything but a success the vial is weighed and only the remainder dosed.
    private void dose(String sample, String material, double target) throws InterruptedException, Hopeless {
        double before = weigh(sample);
        double missing = target;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && missing > 2; attempt++) {
            var order = Map.<String, Object>of("material", material, "target_mg", missing, "tol_pct", 1);
            if (technician.act("doser-1", "dose", order, sample) instanceof Succeeded) {
                return;
            }
            missing = target - (weigh(sample) - before);
        }
    }

    private double weigh(String sample) throws InterruptedException, Hopeless {
        var result = work("doser-1", "weigh", sample, Map.of()).result();
        return ((Number) Objects.requireNonNull(result.get("net_mg"))).doubleValue();
    }
}
