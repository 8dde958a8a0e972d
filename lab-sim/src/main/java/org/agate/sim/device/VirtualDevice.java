package org.agate.sim.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Factsheet;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;
import org.agate.robot.sdk.Sensors;

/// A simulated device: its factsheet, what its actions do to the world, and what it feels.
///
/// @param handlers one per action of the factsheet
/// @param powerOn done at each start, before it connects
public record VirtualDevice(
        DeviceId id, Factsheet factsheet, Map<String, ActionHandler> handlers, Sensors sensors, Runnable powerOn) {

    /// What a device does beyond its work.
    interface Machine {

        /// What each action does.
        Map<String, Job.Work> works();

        /// What happens when it gets its power.
        default void poweredOn() {}

        /// Conditions that the state shows.
        default Map<String, Object> interlocks() {
            return Map.of();
        }

        /// Why the parameters cannot be.
        default Optional<String> complaint(Command command) {
            return Optional.empty();
        }

        /// Why it cannot be done now.
        default Optional<String> interlock(Command command) {
            return Optional.empty();
        }
    }

    static VirtualDevice of(DeviceFamily family, String id, List<String> slots, Bench bench, Machine machine) {
        var handlers = new LinkedHashMap<String, ActionHandler>();
        machine.works().forEach((action, work) -> handlers.put(action, new Handler(bench, id, machine, work)));
        var factsheet = family.factsheet("Agate", "virtual " + family.word(), id, true, slots);
        return new VirtualDevice(
                new DeviceId(id), factsheet, handlers, new Feeling(bench.world(), id, machine), machine::poweredOn);
    }

    private record Feeling(World world, String id, Machine machine) implements Sensors {

        @Override
        public Map<String, String> slots() {
            return world.slots(id);
        }

        @Override
        public Map<String, Object> interlocks() {
            return machine.interlocks();
        }
    }

    /// Books every start and end, and lets the clock know who works.
    private record Handler(Bench bench, String id, Machine machine, Job.Work work) implements ActionHandler {

        @Override
        public Map<String, Object> perform(Execution execution) throws InterruptedException {
            bench.clock().begin();
            try {
                return booked(execution);
            } finally {
                bench.clock().end();
            }
        }

        private Map<String, Object> booked(Execution execution) throws InterruptedException {
            var command = execution.command();
            var sample = command.sample() == null ? "" : command.sample();
            int visit = bench.world().started(command.commandId(), id, command.action(), sample);
            if (visit == 0) {
                execution.checkpoint();
                throw Job.failed("STOPPED", "the power is off", Map.of());
            }
            String outcome = "ENDED";
            try {
                var result = work.perform(new Job(bench, id, execution, visit));
                outcome = "DONE";
                return result;
            } catch (ActionFailed e) {
                outcome = e.error().code();
                throw e;
            } catch (InterruptedException e) {
                outcome = "POWER LOST";
                throw e;
            } finally {
                bench.world().ended(command.commandId(), id, outcome);
            }
        }

        @Override
        public Optional<String> complaint(Command command) {
            return machine.complaint(command);
        }

        @Override
        public Optional<String> interlock(Command command) {
            return machine.interlock(command);
        }
    }
}
