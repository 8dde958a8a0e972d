package org.agate.workflows.validation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.workflows.validation.Written.Mapping;
import org.agate.workflows.validation.Written.Scalar;

/// Follows the blocks of a route. Mutable: variables and the vial change from step to step.
final class Route {

    private static final Map<String, Set<String>> BLOCKS = Map.ofEntries(
            Map.entry("step", Set.of("id", "description", "steps")),
            Map.entry("to", Set.of("id", "description", "uri", "parameters")),
            Map.entry("choice", Set.of("id", "description", "when", "otherwise")),
            Map.entry("when", Set.of("id", "description", "expression", "simple", "constant", "steps")),
            Map.entry("otherwise", Set.of("id", "description", "steps")),
            Map.entry("loop", Set.of("id", "description", "expression", "simple", "constant", "copy", "steps")),
            Map.entry(
                    "split",
                    Set.of(
                            "id",
                            "description",
                            "expression",
                            "simple",
                            "constant",
                            "delimiter",
                            "parallelProcessing",
                            "stopOnException",
                            "steps")),
            Map.entry("multicast", Set.of("id", "description", "parallelProcessing", "stopOnException", "steps")),
            Map.entry("pipeline", Set.of("id", "description", "steps")),
            Map.entry("filter", Set.of("id", "description", "expression", "simple", "constant", "steps")),
            Map.entry("doTry", Set.of("id", "description", "steps", "doCatch", "doFinally")),
            Map.entry("doCatch", Set.of("id", "description", "exception", "steps")),
            Map.entry("doFinally", Set.of("id", "description", "steps")),
            Map.entry("setVariable", Set.of("id", "description", "name", "expression", "simple", "constant")),
            Map.entry("setBody", Set.of("id", "description", "expression", "simple", "constant")),
            Map.entry("removeVariable", Set.of("id", "description", "name")),
            Map.entry("log", Set.of("id", "description", "message", "loggingLevel")));
    private static final Set<String> NEED_IDS = Set.of("step", "loop", "split", "multicast", "doTry");

    private final LabCatalog lab;
    private final Map<String, Mapping> library;
    private final Findings findings;
    private final Expressions expressions;
    private final Vial vial;
    private final Deque<String> calls = new ArrayDeque<>();

    /// Where the walk is.
    ///
    /// @param step the innermost step around; null outside of one
    /// @param held families that a reserve block holds; null outside of one
    /// @param args of the unit operation that is walked through
    /// @param times how often a loop around repeats it
    record Context(
            @org.jspecify.annotations.Nullable StepScope step,
            @org.jspecify.annotations.Nullable Set<String> held,
            Map<String, Argument> args,
            Map<String, Value> variables,
            double times) {

        Context in(StepScope inner) {
            return new Context(inner, held, args, variables, times);
        }

        Context holding(Set<String> families) {
            return new Context(step, families, args, variables, times);
        }

        Context repeated(double more) {
            return new Context(step, held, args, variables, times * more);
        }
    }

    /// A step, which does one thing. Mutable.
    static final class StepScope {
        private int actions;

        boolean isFirst() {
            actions++;
            return actions == 1;
        }
    }

    Route(LabCatalog lab, Map<String, Mapping> library, Findings findings, int samples) {
        this.lab = lab;
        this.library = library;
        this.findings = findings;
        this.expressions = new Expressions(findings);
        this.vial = new Vial(lab, findings, samples);
    }

    /// @param variables known at the start; those that are set on the way are added
    /// @param whole whether the vial has to be home at the end
    void walk(
            String name, List<Written> steps, Map<String, Value> variables, Map<String, Argument> args, boolean whole) {
        calls.push(name);
        if (!whole) {
            vial.place(Optional.empty());
        }
        walk(steps, new Context(null, null, args, variables, 1));
        if (whole && !steps.isEmpty()) {
            vial.atTheEnd(steps.getLast().spot());
        }
        calls.pop();
    }

    private void walk(List<Written> steps, Context context) {
        var ids = new HashSet<String>();
        for (var written : steps) {
            if (!(written instanceof Mapping item) || item.values().size() != 1) {
                findings.add(
                        written.spot(),
                        "workflow.schema",
                        "A step is one block with its name.",
                        "Maybe an indentation is off.");
                continue;
            }
            var kind = item.values().keySet().iterator().next();
            if (!BLOCKS.containsKey(kind)) {
                findings.add(
                        item.key(kind),
                        "workflow.block.forbidden",
                        "The block (%s) is not allowed in a workflow.".formatted(kind),
                        "Maybe it is one of %s."
                                .formatted(BLOCKS.keySet().stream().sorted().toList()));
                continue;
            }
            var value = item.values().get(kind);
            var body = value instanceof Mapping mapping
                    ? mapping
                    : new Mapping(
                            value == null ? Map.of() : Map.of("uri", value),
                            Map.of("uri", item.key(kind)),
                            item.key(kind));
            Validator.keys(body, BLOCKS.getOrDefault(kind, Set.of()), kind, findings);
            id(kind, body, item.key(kind), ids);
            block(kind, body, item.key(kind), context);
        }
    }

    private void id(String kind, Mapping body, Spot spot, Set<String> ids) {
        var id = body.scalar("id");
        boolean calls = kind.equals("to")
                && body.scalar("uri")
                        .filter(uri -> uri.text().matches("(?:kamelet|workflow):.*"))
                        .isPresent();
        if (id.isEmpty() && (NEED_IDS.contains(kind) || calls)) {
            findings.add(
                    spot,
                    "workflow.id.missing",
                    "This %s has no id, so its steps cannot be found again after a restart.".formatted(kind),
                    "Maybe add an id.");
        }
        id.filter(written -> !ids.add(written.text()))
                .ifPresent(written -> findings.add(
                        written.spot(),
                        "workflow.id.duplicate",
                        "The id (%s) is used twice in this block.".formatted(written.text()),
                        "Maybe choose another one."));
    }

    private void block(String kind, Mapping body, Spot spot, Context context) {
        switch (kind) {
            case "step" -> step(body, context);
            case "to" -> to(body, spot, context);
            case "choice" -> choice(body, context);
            case "loop" -> loop(body, spot, context);
            case "split" -> split(body, spot, context);
            case "multicast" -> branches(body.items("steps"), context);
            case "filter" -> filter(body, spot, context);
            case "doTry" -> doTry(body, context);
            case "setVariable" -> setVariable(body, spot, context);
            case "setBody" -> expression(body, "setBody", context);
            case "removeVariable" ->
                body.scalar("name").ifPresent(name -> context.variables().remove(name.text()));
            case "log" ->
                body.scalar("message")
                        .ifPresent(message -> expressions.check(message.text(), message.spot(), context.variables()));
            default -> walk(body.items("steps"), context);
        }
    }

    private void step(Mapping body, Context context) {
        if (body.items("steps").isEmpty()) {
            findings.add(body.spot(), "workflow.schema", "This step is empty.", "Maybe an indentation is off.");
        }
        var inner = context.in(new StepScope());
        var held = reserved(body.items("steps"), context);
        walk(body.items("steps"), held.isEmpty() ? inner : inner.holding(held.get()));
    }

    /// What a reserve block holds: a step whose first block is `to: reserve:…`.
    private Optional<Set<String>> reserved(List<Written> steps, Context context) {
        if (steps.isEmpty() || !(steps.getFirst() instanceof Mapping first)) {
            return Optional.empty();
        }
        var uri = first.scalar("to").or(() -> first.mapping("to").scalar("uri"));
        return uri.filter(text -> text.text().startsWith("reserve:"))
                .map(text -> new Reservation(lab, findings).check(text, context.held() != null));
    }

    private void to(Mapping body, Spot spot, Context context) {
        var uri = body.scalar("uri");
        if (uri.isEmpty()) {
            findings.add(spot, "workflow.schema", "This call has no uri.", "Maybe add uri: robot:…");
            return;
        }
        var call = Call.of(uri.get(), body, findings);
        switch (call.scheme()) {
            case "robot" -> new Command(lab, library, findings, expressions, vial).check(call, context);
            case "operator" -> new Asking(findings, expressions).check(call, context);
            case "sample" -> new Formulation(findings, expressions).check(call, context);
            case "kamelet" -> kamelet(call, context);
            case "workflow" -> workflow(call, context);
            case "reserve" -> {}
            default ->
                findings.add(
                        call.spot(),
                        "workflow.component.forbidden",
                        "The component (%s) is not allowed in a workflow.".formatted(call.scheme()),
                        "Maybe it is one of robot, operator, sample, kamelet, workflow, reserve.");
        }
    }

    private void kamelet(Call call, Context context) {
        called(call).ifPresent(root -> {
            var args = new Calling(findings, expressions).arguments(call, root, context);
            calls.push(call.name());
            walk(
                    root.mapping("spec").mapping("template").mapping("from").items("steps"),
                    new Context(context.step(), context.held(), args, context.variables(), context.times()));
            calls.pop();
        });
    }

    /// A sub-workflow has variables of its own.
    private void workflow(Call call, Context context) {
        called(call).ifPresent(root -> {
            var args = new Calling(findings, expressions).arguments(call, root, context);
            var inner = new LinkedHashMap<String, Value>();
            args.forEach((name, argument) -> inner.put(name, argument.value()));
            calls.push(call.name());
            walk(
                    root.mapping("spec").mapping("template").mapping("from").items("steps"),
                    new Context(context.step(), context.held(), Map.of(), inner, context.times()));
            calls.pop();
            call.text("into").ifPresent(into -> context.variables().put(into.text(), new Value.Unknown()));
        });
    }

    private Optional<Mapping> called(Call call) {
        var root = library.get(call.name());
        if (root == null) {
            findings.add(
                    call.spot(),
                    "workflow.unknown",
                    "There is no unit operation or workflow (%s), only %s."
                            .formatted(
                                    call.name(),
                                    library.keySet().stream().sorted().toList()),
                    "Maybe its file is missing.");
            return Optional.empty();
        }
        if (calls.contains(call.name())) {
            findings.add(
                    call.spot(),
                    "workflow.call.cycle",
                    "(%s) calls itself, by %s.".formatted(call.name(), calls),
                    "Maybe use a loop.");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private void choice(Mapping body, Context context) {
        boolean decided = false;
        var before = vial.place();
        Optional<Optional<String>> after = Optional.empty();
        for (var written : body.items("when")) {
            if (!(written instanceof Mapping when)) {
                continue;
            }
            Validator.keys(when, BLOCKS.getOrDefault("when", Set.of()), "when", findings);
            var condition = condition(when, "when", context);
            if (decided || isNever(condition)) {
                unreachable(when.spot(), "its condition never holds");
            }
            decided |= isAlways(condition);
            after = Optional.of(branch(when.items("steps"), context, before, after));
        }
        var otherwise = body.mapping("otherwise");
        if (decided && body.get("otherwise").isPresent()) {
            unreachable(body.key("otherwise"), "a condition before it always holds");
        }
        after = Optional.of(branch(otherwise.items("steps"), context, before, after));
        vial.place(after.get());
    }

    /// Walks one of several ways; where they end differently nobody knows where the vial is.
    private Optional<String> branch(
            List<Written> steps, Context context, Optional<String> from, Optional<Optional<String>> others) {
        vial.place(from);
        walk(steps, context);
        var end = vial.place();
        return others.isEmpty() || others.get().equals(end) ? end : Optional.empty();
    }

    private void branches(List<Written> steps, Context context) {
        var before = vial.place();
        Optional<Optional<String>> after = Optional.empty();
        for (var step : steps) {
            after = Optional.of(branch(List.of(step), context, before, after));
        }
        after.ifPresent(vial::place);
    }

    private void loop(Mapping body, Spot spot, Context context) {
        var count = expression(body, "loop", context);
        double times = 1;
        if (count instanceof Value.Text(var text)) {
            try {
                times = Integer.parseInt(text.trim());
            } catch (NumberFormatException e) {
                findings.add(
                        spot,
                        "workflow.type",
                        "A loop runs (%s) times: that is no number.".formatted(text),
                        "Maybe write constant: \"3\".");
            }
        }
        if (times < 1) {
            unreachable(spot, "the loop runs %.0f times".formatted(times));
        }
        walk(body.items("steps"), context.repeated(Math.max(1, times)));
    }

    private void split(Mapping body, Spot spot, Context context) {
        var parts = expression(body, "split", context);
        if (parts instanceof Value.Text(var text) && text.isBlank()) {
            unreachable(spot, "there is nothing to split");
        }
        body.scalar("parallelProcessing")
                .filter(parallel -> parallel.text().equals("true"))
                .ifPresent(parallel -> parallelVial(body, parallel.spot()));
        walk(body.items("steps"), context);
    }

    /// One vial cannot be in several places at once.
    private void parallelVial(Mapping body, Spot spot) {
        if (moves(body.items("steps"), new HashSet<>())) {
            findings.add(
                    spot,
                    "workflow.capacity",
                    "Parallel branches move the same vial.",
                    "Maybe split without parallelProcessing, or order one run for each sample.");
        }
    }

    private boolean moves(List<Written> steps, Set<String> seen) {
        for (var step : steps) {
            if (step instanceof Mapping mapping && moves(mapping, seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean moves(Mapping mapping, Set<String> seen) {
        var uri = mapping.scalar("uri").map(Scalar::text).orElse("");
        if (uri.startsWith("robot:arm")) {
            return true;
        }
        var name = uri.replaceFirst("^(?:kamelet|workflow):", "").replaceFirst("[?/].*", "");
        if (uri.matches("(?:kamelet|workflow):.*") && library.containsKey(name) && seen.add(name)) {
            return moves(
                    java.util.Objects.requireNonNull(library.get(name))
                            .mapping("spec")
                            .mapping("template")
                            .mapping("from")
                            .items("steps"),
                    seen);
        }
        for (var value : mapping.values().values()) {
            if (value instanceof Mapping inner && moves(inner, seen)
                    || value instanceof Written.Sequence list && moves(list.items(), seen)) {
                return true;
            }
        }
        return false;
    }

    private void filter(Mapping body, Spot spot, Context context) {
        if (isNever(condition(body, "filter", context))) {
            unreachable(spot, "its condition never holds");
        }
        var before = vial.place();
        vial.place(branch(body.items("steps"), context, before, Optional.of(before)));
    }

    private void doTry(Mapping body, Context context) {
        var before = vial.place();
        walk(body.items("steps"), context);
        for (var written : body.items("doCatch")) {
            if (written instanceof Mapping handler) {
                Validator.keys(handler, BLOCKS.getOrDefault("doCatch", Set.of()), "doCatch", findings);
                vial.place(branch(handler.items("steps"), context, Optional.empty(), Optional.of(vial.place())));
            }
        }
        var last = body.mapping("doFinally");
        if (body.get("doFinally").isPresent()) {
            Validator.keys(last, BLOCKS.getOrDefault("doFinally", Set.of()), "doFinally", findings);
            // It also runs after a failure anywhere above.
            vial.place(before.equals(vial.place()) ? before : Optional.empty());
            walk(last.items("steps"), context);
        }
    }

    private void setVariable(Mapping body, Spot spot, Context context) {
        var value = expression(body, "setVariable", context);
        var name = body.scalar("name");
        if (name.isEmpty()) {
            findings.add(spot, "workflow.schema", "This variable has no name.", "Maybe add name: …");
            return;
        }
        context.variables().put(name.get().text(), value);
    }

    private Value condition(Mapping body, String name, Context context) {
        return expressions
                .of(body, name)
                .map(text -> expressions.condition(
                        Calling.substituted(text, context.args()).text(), text.spot(), context.variables()))
                .orElseGet(Value.Unknown::new);
    }

    private Value expression(Mapping body, String name, Context context) {
        return expressions
                .of(body, name)
                .map(text -> {
                    var argument = Calling.substituted(text, context.args());
                    return expressions.check(argument.text(), text.spot(), context.variables());
                })
                .orElseGet(Value.Unknown::new);
    }

    private static boolean isNever(Value condition) {
        return condition instanceof Value.Text(var text) && text.trim().matches("(?i)false|0|");
    }

    private static boolean isAlways(Value condition) {
        return condition instanceof Value.Text(var text) && text.trim().matches("(?i)true|1");
    }

    private void unreachable(Spot spot, String why) {
        findings.add(
                spot, "workflow.step.unreachable", "These steps never run: %s.".formatted(why), "Maybe remove them.");
    }
}
