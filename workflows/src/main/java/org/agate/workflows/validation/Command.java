package org.agate.workflows.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.agate.robot.device.ParameterRange;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.action.Promptly;
import org.agate.workflows.action.Terms;
import org.agate.workflows.quantity.Quantity;
import org.agate.workflows.validation.Declared.Range;
import org.agate.workflows.validation.LabCatalog.Action;
import org.agate.workflows.validation.LabCatalog.Family;
import org.agate.workflows.validation.Value.Amount;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// Checks a `robot:` call against the devices, and follows what it does to the vial.
record Command(LabCatalog lab, Map<String, Mapping> library, Findings findings, Expressions expressions, Vial vial) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OURS =
            Set.of("action", "into", "atLeast", "onFailure", "deadline", "within", "batch");
    private static final Set<String> OF_EVERY_RESULT = Set.of("completed", "skipped", "accepted", "complaint");
    private static final String ARM = "arm";
    private static final String HOME = "home";

    void check(Call call, Route.Context context) {
        if (context.step() == null) {
            findings.add(
                    call.spot(),
                    "workflow.side-effect.outside-step",
                    "A command stands outside of a step, so it would be repeated after a restart.",
                    "Maybe put it into a step of its own.");
        } else if (!context.step().isFirst()) {
            findings.add(
                    call.spot(),
                    "workflow.step.two-actions",
                    "A second command stands in the same step, so nobody could tell which one was done.",
                    "Maybe put it into a step of its own.");
        }
        call.text("into")
                .ifPresent(into -> context.variables()
                        .put(Calling.substituted(into, context.args()).text(), new Value.Unknown()));
        var family = lab.family(call.name());
        if (family.isEmpty()) {
            findings.add(
                    call.spot(),
                    "workflow.device.unknown",
                    "The laboratory has no (%s), only %s."
                            .formatted(call.name(), lab.families().keySet()),
                    "Maybe it is spelled differently.");
            return;
        }
        held(call, context);
        var name = call.text("action")
                .map(text -> Calling.substituted(text, context.args()).text());
        var action = name.map(family.get().actions()::get);
        if (action.isEmpty()) {
            findings.add(
                    call.text("action").map(Scalar::spot).orElse(call.spot()),
                    "workflow.action.unknown",
                    "No %s can (%s), only %s."
                            .formatted(
                                    call.name(),
                                    name.orElse(""),
                                    family.get().actions().keySet()),
                    "Maybe it is spelled differently in the factsheet.");
            return;
        }
        policy(call, family.get(), context);
        term(call, "deadline", context, Terms::deadline);
        term(call, "within", context, Promptly::parse);
        var values = values(call, context);
        if (call.name().equals(ARM) && name.get().equals("move")) {
            move(call, values);
        } else {
            place(call);
            action(call, name.get(), action.get(), values);
            effects(call, name.get(), values, context);
        }
        call.text("into").ifPresent(into -> {
            var variable = Calling.substituted(into, context.args()).text();
            context.variables().put(variable, result(action.get()));
        });
    }

    /// A dose that was completed from several, and a step that was skipped, have fields of ours besides the
    /// device's.
    private static Value result(LabCatalog.Action action) {
        if (action.results().isEmpty()) {
            return new Value.Unknown();
        }
        var fields = new HashSet<>(action.results());
        fields.addAll(OF_EVERY_RESULT);
        return new Value.Fields(fields);
    }

    private void held(Call call, Route.Context context) {
        var held = context.held();
        if (held != null && !call.name().equals(ARM) && !held.contains(call.name())) {
            findings.add(
                    call.spot(),
                    "workflow.reservation.not-held",
                    "A %s is used inside a block that holds only %s: two such blocks could wait for each other for ever."
                            .formatted(call.name(), held),
                    "Maybe reserve it too, at the beginning of the block.");
        }
    }

    private void policy(Call call, Family family, Route.Context context) {
        call.text("onFailure")
                .filter(text -> !Calling.isLeftOut(text, context.args()))
                .ifPresent(text -> {
                    var written = Calling.substituted(text, context.args());
                    var spot = written.spot() == null ? text.spot() : written.spot();
                    if (written.text().isBlank()) {
                        return;
                    }
                    try {
                        var policy = FailurePolicy.parse(written.text());
                        policy.recoveries().forEach(workflow -> recovery(workflow, spot));
                        if (!policy.recoveries().isEmpty() && text.text().contains("{{")) {
                            findings.add(
                                    spot,
                                    "workflow.policy.recovery-hidden",
                                    "A recovery is given through a parameter, so nobody can pin its version.",
                                    "Maybe write it at the robot: call itself.");
                        }
                        boolean other =
                                policy.remedies().stream().anyMatch(FailurePolicy.Remedy.Alternative.class::isInstance);
                        if (other && family.devices() < 2) {
                            findings.add(
                                    spot,
                                    "workflow.policy.no-alternative",
                                    "There is only one %s, so there is no alternative.".formatted(call.name()),
                                    "Maybe retry, or ask a person.");
                        }
                    } catch (WorkflowInvalid e) {
                        var lines = String.valueOf(e.getMessage()).split("\n", 2);
                        findings.add(spot, e.code(), lines[0], lines.length > 1 ? lines[1] : "");
                    }
                });
    }

    /// A recovery is run without values, so it may need none.
    private void recovery(String workflow, Spot spot) {
        var known = library.get(workflow);
        if (known == null || !Validator.isWorkflow(known)) {
            findings.add(
                    spot,
                    "workflow.unknown",
                    "There is no workflow (%s) to recover with.".formatted(workflow),
                    "Maybe its file is not in this folder.");
        } else if (!known.mapping("spec")
                .mapping("definition")
                .items("required")
                .isEmpty()) {
            findings.add(
                    spot,
                    "workflow.policy.recovery-needs-values",
                    "The workflow (%s) has required parameters, and a recovery gives none.".formatted(workflow),
                    "Maybe give them defaults.");
        }
    }

    private void term(Call call, String name, Route.Context context, Consumer<String> reading) {
        call.text(name).filter(text -> !Calling.isLeftOut(text, context.args())).ifPresent(text -> {
            var written = Calling.substituted(text, context.args());
            try {
                if (!written.text().isBlank()) {
                    reading.accept(written.text());
                }
            } catch (WorkflowInvalid e) {
                var lines = String.valueOf(e.getMessage()).split("\n", 2);
                findings.add(
                        written.spot() == null ? text.spot() : written.spot(),
                        e.code(),
                        lines[0],
                        lines.length > 1 ? lines[1] : "");
            }
        });
    }

    private record Given(Value value, Spot spot) {}

    private Map<String, Given> values(Call call, Route.Context context) {
        var values = new HashMap<String, Given>();
        call.parameters().forEach((name, text) -> {
            if (!OURS.contains(name) && !Calling.isLeftOut(text, context.args())) {
                var written = Calling.substituted(text, context.args());
                var spot = written.spot() == null ? text.spot() : written.spot();
                var value = written.value() instanceof Value.Text(var plain)
                        ? expressions.check(plain, spot, context.variables())
                        : written.value();
                values.put(name, new Given(value, spot));
            }
        });
        call.text("atLeast").ifPresent(text -> atLeast(text, values));
        return values;
    }

    /// A command with less is left out, so what is sent is at least so much.
    private void atLeast(Scalar text, Map<String, Given> values) {
        var parts = text.text().split(":", 2);
        var given = values.get(parts[0]);
        if (given == null || parts.length < 2) {
            findings.add(
                    text.spot(),
                    "workflow.parameter.unknown",
                    "(%s) is not PARAMETER:LEAST.".formatted(text.text()),
                    "Maybe write target_mg:1 mg.");
            return;
        }
        try {
            var least = Quantity.parse(parts[1]);
            if (given.value() instanceof Amount amount) {
                double low = Math.max(amount.low(), least.in(amount.unit()));
                values.put(
                        parts[0],
                        new Given(new Amount(low, Math.max(low, amount.high()), amount.unit()), given.spot()));
            }
        } catch (WorkflowInvalid e) {
            findings.add(
                    text.spot(), e.code(), "(%s) is no quantity.".formatted(parts[1]), "Maybe write target_mg:1 mg.");
        }
    }

    private void move(Call call, Map<String, Given> values) {
        var to = values.get("to");
        if (to == null) {
            findings.add(
                    call.spot(),
                    "workflow.parameter.missing",
                    "This move says not where to.",
                    "Maybe add to: home, or a device family.");
            return;
        }
        if (to.value() instanceof Value.Text(var where)) {
            var family = lab.family(where);
            if (!where.equals(HOME) && family.isEmpty()) {
                findings.add(
                        to.spot(),
                        "workflow.position.unknown",
                        "There is no place (%s), only home and %s."
                                .formatted(where, lab.families().keySet()),
                        "Maybe it is spelled differently.");
            } else if (family.isPresent() && family.get().slots() == 0) {
                findings.add(
                        to.spot(),
                        "workflow.capacity",
                        "No %s has a place for a vial.".formatted(where),
                        "Maybe the factsheet lacks its slots.");
            }
            vial.moved(where);
        } else {
            vial.place(Optional.empty());
        }
    }

    private void place(Call call) {
        if (!call.name().equals(ARM)) {
            vial.place()
                    .filter(where -> !where.equals(call.name()))
                    .ifPresent(where -> findings.add(
                            call.spot(),
                            "workflow.position.wrong",
                            "The %s works here, but the vial is at %s.".formatted(call.name(), where),
                            "Maybe move it there first."));
        }
    }

    private void action(Call call, String name, Action action, Map<String, Given> values) {
        if (action.recovery() == null) {
            findings.add(
                    call.text("action").map(Scalar::spot).orElse(call.spot()),
                    "workflow.recovery.missing",
                    "(%s) of the %s has no recovery class, so nobody knows what may be done when it is interrupted."
                            .formatted(name, call.name()),
                    "Maybe its factsheet is of an older version.");
        }
        values.keySet().stream()
                .filter(given -> !action.params().containsKey(given))
                .forEach(given -> findings.add(
                        call.text(given).map(Scalar::spot).orElse(call.spot()),
                        "workflow.parameter.unknown",
                        "(%s) has no parameter (%s), only %s."
                                .formatted(name, given, action.params().keySet()),
                        "Maybe it is spelled differently in the factsheet."));
        action.params().forEach((parameter, range) -> {
            var given = values.get(parameter);
            if (given != null) {
                value(parameter, range, given.value(), given.spot());
            } else if (!range.optional()) {
                findings.add(
                        call.spot(),
                        "workflow.parameter.missing",
                        "(%s) needs the parameter (%s).".formatted(name, parameter),
                        "Maybe add it below parameters.");
            }
        });
    }

    private void value(String name, ParameterRange range, Value value, Spot spot) {
        switch (range.type()) {
            case "number", "integer" -> range(name, range).check(value, spot, findings);
            case "boolean" -> {
                if (value instanceof Value.Text(var text) && !text.matches("true|false")) {
                    notA(name, text, "true or false", spot);
                }
            }
            case "array" -> {
                if (value instanceof Value.Text(var text) && !text.contains("${")) {
                    list(name, range, text, spot);
                }
            }
            default -> {
                if (value instanceof Value.Text(var text)
                        && !range.choices().isEmpty()
                        && !range.choices().contains(text)) {
                    notA(name, text, "one of " + range.choices(), spot);
                }
            }
        }
    }

    private static Range range(String name, ParameterRange range) {
        Double low = range.min();
        Double high = range.max();
        return new Range(
                name,
                range.unit() == null ? "1" : range.unit(),
                low == null ? Double.NEGATIVE_INFINITY : low,
                high == null ? Double.POSITIVE_INFINITY : high);
    }

    private void notA(String name, String text, String what, Spot spot) {
        findings.add(spot, "workflow.type", "(%s) is (%s), not %s.".formatted(name, text, what), "Maybe it is a slip.");
    }

    private void list(String name, ParameterRange range, String text, Spot spot) {
        try {
            var items = JSON.readTree(text);
            if (!items.isArray()) {
                notA(name, text, "a list in JSON", spot);
                return;
            }
            Double most = range.max();
            if (most != null && items.size() > most) {
                findings.add(
                        spot,
                        "workflow.parameter.out-of-range",
                        "(%s) has %d items, at most %.0f are allowed.".formatted(name, items.size(), most),
                        "Maybe make it two steps.");
            }
            for (var item : items) {
                item.properties().forEach(entry -> item(name, range, entry, spot));
            }
        } catch (JsonProcessingException e) {
            notA(name, text, "a list in JSON", spot);
        }
    }

    private void item(String name, ParameterRange range, Map.Entry<String, JsonNode> entry, Spot spot) {
        var inner = range.items().get(entry.getKey());
        if (inner == null) {
            if (!range.items().isEmpty()) {
                findings.add(
                        spot,
                        "workflow.parameter.unknown",
                        "(%s) has no (%s), only %s."
                                .formatted(name, entry.getKey(), range.items().keySet()),
                        "Maybe it is spelled differently in the factsheet.");
            }
            return;
        }
        if (entry.getValue().asText().isBlank()) {
            // A parameter of the unit operation, whose value only its caller knows.
            return;
        }
        value(
                name + "." + entry.getKey(),
                inner,
                new Value.Text(entry.getValue().asText()),
                spot);
    }

    private void effects(Call call, String action, Map<String, Given> values, Route.Context context) {
        switch (call.name() + "/" + action) {
            case "doser/dose" -> {
                var material = values.get("material");
                var target = values.get("target_mg");
                if (material != null && target != null && material.value() instanceof Value.Text(var text)) {
                    vial.dose(text, amount(target, "mg"), context.times(), material.spot(), target.spot());
                }
            }
            case "grinder/grind" -> {
                var force = values.get("force_N");
                var duration = values.get("duration_s");
                if (force != null && duration != null) {
                    double newtonMinutes = amount(force, "N").map(Amount::high).orElse(0.0)
                            * amount(duration, "min").map(Amount::high).orElse(0.0);
                    vial.ground(newtonMinutes * context.times(), duration.spot());
                }
            }
            case "furnace/heat" -> {
                var segments = values.get("segments");
                if (segments != null && segments.value() instanceof Value.Text(var text)) {
                    hottest(text).ifPresent(celsius -> vial.heated(celsius, segments.spot()));
                }
            }
            default -> {}
        }
    }

    private static Optional<Double> hottest(String segments) {
        try {
            double hottest = Double.NEGATIVE_INFINITY;
            for (var segment : JSON.readTree(segments)) {
                var target = segment.path("target_C");
                if (target.isTextual() && !target.asText().contains("${")) {
                    var amount = new Value.Text(target.asText()).amount();
                    hottest = Math.max(
                            hottest, amount.map(each -> each.in("Cel").high()).orElse(hottest));
                }
            }
            return Double.isFinite(hottest) ? Optional.of(hottest) : Optional.empty();
        } catch (JsonProcessingException | WorkflowInvalid e) {
            // Complained about as a parameter.
            return Optional.empty();
        }
    }

    private static Optional<Amount> amount(Given given, String unit) {
        try {
            return given.value().amount().map(amount -> amount.in(unit));
        } catch (WorkflowInvalid e) {
            // Complained about as a parameter.
            return Optional.empty();
        }
    }
}
