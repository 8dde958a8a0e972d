package org.agate.orchestrator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.database.Json;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;
import smile.stat.hypothesis.KSTest;

/// What fell into the vials, beside what was asked for.
///
/// @param errors milligrams too much, of each powder in each vial, by the twin's journal
record Doses(List<Double> errors) {

    Doses {
        errors = List.copyOf(errors);
    }

    /// @param log of the orchestrator: its first dose of a step says what was wanted
    static Doses of(List<JsonNode> log, List<LabJournal.Line> journal) {
        var wanted = new LinkedHashMap<String, Double>();
        for (var event : log) {
            if (event.path("kind").asText().equals("command.issued")) {
                var issued = Json.map(event.path("data"));
                if ("dose".equals(issued.get("action")) && issued.get("params") instanceof Map<?, ?> params) {
                    wanted.putIfAbsent(
                            issued.get("sample") + "/" + params.get("material"),
                            ((Number) java.util.Objects.requireNonNull(params.get("target_mg"))).doubleValue());
                }
            }
        }
        var fallen = new HashMap<String, Double>();
        for (var line : journal) {
            if (line.happening() instanceof Happening.Poured poured) {
                fallen.merge(poured.sample() + "/" + poured.material(), poured.into(), Double::sum);
            }
        }
        var errors = new ArrayList<Double>();
        wanted.forEach((dose, target) -> errors.add(fallen.getOrDefault(dose, 0.0) - target));
        return new Doses(errors);
    }

    double worst() {
        return errors.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    double mean() {
        return errors.stream().mapToDouble(each -> each).average().orElse(0);
    }

    double standardDeviation() {
        double mean = mean();
        return Math.sqrt(errors.stream()
                        .mapToDouble(each -> (each - mean) * (each - mean))
                        .sum()
                / Math.max(1, errors.size() - 1));
    }

    /// Kolmogorov and Smirnov's two-sample test: how probable so different errors are when both come from the same
    /// distribution.
    double sameAs(Doses other) {
        return KSTest.test(array(errors), array(other.errors)).pvalue();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(each -> each).toArray();
    }
}
