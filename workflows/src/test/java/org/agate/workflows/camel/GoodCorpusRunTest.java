package org.agate.workflows.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.family.DeviceFamily;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Operator;
import org.agate.workflows.definition.WorkflowDefinition;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.definition.WorkflowParameter;
import org.agate.workflows.definition.WorkflowVersion;
import org.agate.workflows.journal.StepGate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What validates is built by Camel and runs to its end.
class GoodCorpusRunTest {

    private static final Path GOOD = Path.of("corpus/good");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, WorkflowDefinition> routed = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    static Stream<String> good() throws IOException {
        try (var files = Files.list(GOOD)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".kamelet.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @BeforeEach
    void startCamel() throws Exception {
        WorkflowLibrary.unpack(folder);
        for (var file : good().toList()) {
            Files.copy(GOOD.resolve(file), folder.resolve(file));
        }
        context.getRegistry()
                .bind(
                        "laboratory",
                        new AskedLaboratory((request, callback) -> Thread.ofVirtual()
                                .start(() -> callback.accept(new ActionOutcome.Done(result(request))))));
        Operator operator = (question, callback) -> Thread.ofVirtual()
                .start(() -> callback.accept(
                        question.choices().isEmpty() ? "1" : question.choices().getFirst()));
        context.getRegistry().bind("operator", operator);
        context.getRegistry().bind("catalog", (org.agate.workflows.definition.WorkflowCatalog)
                routeId -> java.util.Objects.requireNonNull(routed.get(routeId), routeId));
        WorkflowLanguage.install(context);
        context.getCamelContextExtension()
                .addInterceptStrategy(new JournalInterceptor(new MemoryJournal(), StepGate.open()));
        context.start();
    }

    @AfterEach
    void stopCamel() {
        context.stop();
    }

    /// Something for every field that the device's factsheet promises.
    private static Map<String, Object> result(ActionRequest request) {
        var result = new LinkedHashMap<String, Object>();
        Stream.of(DeviceFamily.values())
                .filter(family -> family.word().equals(request.family()))
                .flatMap(family -> Stream.ofNullable(family.actions().get(request.action())))
                .forEach(action -> action.results().forEach((name, range) -> result.put(name, value(range))));
        return result;
    }

    private static Object value(ParameterRange range) {
        return switch (range.type()) {
            case "number", "integer" -> 50.0;
            case "boolean" -> true;
            case "array" -> List.of(Map.of("sha256", "x", "sharpness", 50.0));
            case "object" -> Map.of("sha256", "x");
            default -> "x";
        };
    }

    private static String value(WorkflowParameter parameter) {
        return parameter.type().equals("number")
                ? "%s %s".formatted(parameter.minimum() == null ? 1.0 : parameter.minimum(), parameter.unit())
                : "x";
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatValidatesRunsToItsEnd(String file) throws Exception {
        var library = WorkflowLibrary.load(folder);
        var name = file.replace(".kamelet.yaml", "");
        var workflow = library.all().stream()
                .filter(each -> each.definition().text().equals(text(folder.resolve(file))))
                .findFirst();
        if (workflow.isEmpty()) {
            assertThat(library.texts().values())
                    .as("%s is a unit operation", name)
                    .contains(text(folder.resolve(file)));
            return;
        }
        build(workflow.get());
        for (var other : library.all()) {
            build(other);
        }
        var definition = workflow.get().definition();
        var values = new LinkedHashMap<String, String>();
        definition.parameters().values().forEach(parameter -> {
            if (parameter.preset() == null) {
                values.put(parameter.name(), value(parameter));
            }
        });
        var exchange = new DefaultExchange(context);
        exchange.setProperty(RunContext.RUN, "run-1");
        exchange.setProperty(RunContext.SAMPLE, "S-1");
        definition.bind(values).forEach(exchange::setVariable);
        var done = context.createProducerTemplate()
                .asyncSend("direct:" + definition.routeId(), exchange)
                .get(30, TimeUnit.SECONDS);
        assertThat(done.getException()).isNull();
        definition
                .outputs()
                .forEach(output ->
                        assertThat(done.getVariable(output)).as(output).isNotNull());
    }

    private void build(WorkflowVersion version) throws Exception {
        if (routed.containsKey(version.definition().routeId())) {
            return;
        }
        version.files().keySet().forEach(part -> {
            var definition = version.definition(part);
            routed.put(definition.routeId(), definition);
        });
        for (var source : version.sources()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(source.location(), source.yaml()));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
