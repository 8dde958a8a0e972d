package org.agate.orchestrator.device;

import java.util.List;
import java.util.Map;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to the powders that devices hold.
public sealed interface ConsumableFact extends Fact {

    String device();

    String material();

    @Override
    default Subject subject() {
        return Subject.device(device());
    }

    /// A person has filled it up.
    ///
    /// @param milligrams that are in it now
    record Filled(String device, String material, double milligrams, String by) implements ConsumableFact {
        @Override
        public String text() {
            return "%s says that %s holds %.0f mg of %s".formatted(by, device, milligrams, material);
        }
    }

    /// Some of it was taken.
    ///
    /// @param milligrams taken; null when the device did not say
    /// @param left by the device's own word; null when it did not say
    record Taken(
            String device,
            String material,
            @Nullable Double milligrams,
            @Nullable Double left) implements ConsumableFact {
        @Override
        public String text() {
            return left == null
                    ? "%s took %.1f mg of %s".formatted(device, milligrams, material)
                    : "%s has %.0f mg of %s left".formatted(device, left, material);
        }

        @Override
        public boolean routine() {
            return left == null || left > 0;
        }
    }

    /// What a command that is over has taken, by what it said.
    static List<ConsumableFact> of(
            String device, String action, Map<String, Object> params, CommandState state, Map<String, Object> outcome) {
        if (!action.equals("dose") || !(params.get("material") instanceof String material)) {
            return List.of();
        }
        boolean empty = state == CommandState.FAILED && "HOPPER_EMPTY".equals(outcome.get("code"));
        var taken = number(outcome, "net_mg");
        var left = empty ? (Double) 0.0 : number(outcome, "hopper_left_mg");
        return taken == null && left == null ? List.of() : List.of(new Taken(device, material, taken, left));
    }

    private static @Nullable Double number(Map<String, Object> outcome, String name) {
        return outcome.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
    }
}
