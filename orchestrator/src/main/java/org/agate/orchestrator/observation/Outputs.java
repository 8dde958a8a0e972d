package org.agate.orchestrator.observation;

import java.util.List;
import java.util.Map;

/// Reads what a run left.
public final class Outputs {

    private Outputs() {}

    /// A number in the result of a step; zero when the step was skipped.
    static double number(Map<String, Object> outputs, String variable, String field) {
        return outputs.get(variable) instanceof Map<?, ?> result && result.get(field) instanceof Number number
                ? number.doubleValue()
                : 0;
    }

    /// Share of the first powder as the balance saw it, 0 to 1.
    public static double dosedShare(Map<String, Object> outputs) {
        double a = Math.max(0, number(outputs, "dosed_a", "net_mg"));
        double b = Math.max(0, number(outputs, "dosed_b", "net_mg"));
        double c = Math.max(0, number(outputs, "dosed_c", "net_mg"));
        return a + b + c > 0 ? a / (a + b + c) : 0;
    }

    /// The hashes of the photographs, in the order taken.
    public static List<String> photographs(Map<String, Object> outputs) {
        if (outputs.get("photographed") instanceof Map<?, ?> result && result.get("images") instanceof List<?> images) {
            return images.stream()
                    .map(image -> image instanceof Map<?, ?> reference ? String.valueOf(reference.get("sha256")) : "")
                    .toList();
        }
        return List.of();
    }
}
