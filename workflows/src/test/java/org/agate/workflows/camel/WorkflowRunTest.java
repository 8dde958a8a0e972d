package org.agate.workflows.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Operator;
import org.agate.workflows.action.Question;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.journal.StepGate;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowRunTest {

    private static final Map<String, String> RECIPE = Map.of(
            "ratio",
            "1",
            "mix",
            "5 min",
            "force",
            "10 N",
            "speed",
            "60 /min",
            "grind",
            "1 h",
            "temperature",
            "325 Cel",
            "hold",
            "60 min");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MemoryJournal journal = new MemoryJournal();
    private final List<ActionRequest> asked = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private String failing = "";
    private String answer = "";

    @TempDir
    Path folder;

    private WorkflowLibrary library;

    @BeforeEach
    void startCamel() throws Exception {
        WorkflowLibrary.unpack(folder);
        library = WorkflowLibrary.load(folder);
        var laboratory = new AskedLaboratory((request, callback) -> {
            asked.add(request);
            ActionOutcome outcome = (request.family() + "." + request.action()).equals(failing)
                    ? new ActionOutcome.Undone("OVERFORCE", "41 N > 40 N")
                    : new ActionOutcome.Done(Map.of("done", request.action()));
            Thread.ofVirtual().start(() -> callback.accept(outcome));
        });
        context.getRegistry().bind("laboratory", laboratory);
        Operator operator = (question, callback) -> {
            questions.add(question);
            Thread.ofVirtual().start(() -> callback.accept(answer));
        };
        context.getRegistry().bind("operator", operator);
        WorkflowLanguage.install(context);
        context.getCamelContextExtension().addInterceptStrategy(new JournalInterceptor(journal, StepGate.open()));
        context.start();
        for (var workflow : library.all()) {
            for (var source : workflow.sources()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(source.location(), source.yaml()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"photograph again, 3", "give up, 0"})
    void aPersonIsToldWhyNothingCanBeMeasuredAndDecides(String decision, int actions) throws Exception {
        answer = decision;
        var exchange = run("ask-and-photograph", Map.of("reasons", "LENS_COVERED (uncover it)"));
        assertThat(exchange.getException()).isNull();
        assertThat(questions.getLast().text()).contains("LENS_COVERED (uncover it)");
        assertThat(asked).hasSize(actions);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "no, false"})
    void powderIsSpreadAgainOnlyWhereThatMayHelp(String spread, boolean spreads) throws Exception {
        run("photograph-again", Map.of("spread", spread));
        assertThat(asked.stream().map(ActionRequest::action).anyMatch("spread"::equals))
                .isEqualTo(spreads);
        assertThat(asked.stream().map(ActionRequest::action)).contains("capture");
    }

    @AfterEach
    void stopCamel() {
        context.stop();
    }

    private Exchange run(String name, Map<String, String> values) throws Exception {
        var workflow = library.named(name).definition();
        var exchange = new DefaultExchange(context);
        exchange.setProperty(RunContext.RUN, "run-1");
        exchange.setProperty(RunContext.SAMPLE, "S-1");
        workflow.bind(values).forEach(exchange::setVariable);
        return context.createProducerTemplate()
                .asyncSend("direct:" + workflow.routeId(), exchange)
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void mechanochemistryAsksForEveryActionInOrder() throws Exception {
        var exchange = run("mechanochemistry", RECIPE);
        assertThat(exchange.getException()).isNull();
        assertThat(asked.stream().map(r -> r.family() + "." + r.action()).filter(a -> !a.equals("arm.move")))
                .containsExactly(
                        "doser.dose",
                        "doser.dose",
                        "mixer.mix",
                        "grinder.grind",
                        "furnace.heat",
                        "doser.weigh",
                        "camera.capture");
        assertThat(asked).hasSize(21).allMatch(request -> request.sample().equals("S-1"));
        assertThat(asked.get(0).params()).containsEntry("to", "doser");
        assertThat(asked.get(1).params()).containsEntry("material", "CsBr");
        assertThat(asked.get(1).params().get("target_mg")).startsWith("110.1").endsWith(" mg");
        assertThat(asked.get(10).params()).containsEntry("duration_s", "60.0 min");
        assertThat(exchange.getVariable("photographed")).isEqualTo(Map.of("done", "capture"));
    }

    @Test
    void everyStepIsJournaledUnderThePathOfItsWrittenIds() throws Exception {
        run("mechanochemistry", RECIPE);
        assertThat(journal.paths("SUCCEEDED"))
                .hasSize(21)
                .startsWith("dose-a/load", "dose-a/dose", "dose-a/unload", "dose-b/load")
                .endsWith("photograph/load", "photograph/capture", "photograph/unload");
        assertThat(asked.stream().map(ActionRequest::stepPath)).containsExactlyElementsOf(journal.paths("SUCCEEDED"));
    }

    @Test
    void aRunStartedAgainRepeatsNothingThatIsRecorded() throws Exception {
        var first = run("mechanochemistry", RECIPE);
        asked.clear();
        var second = run("mechanochemistry", RECIPE);
        assertThat(asked).isEmpty();
        assertThat(second.getVariable("photographed")).isEqualTo(first.getVariable("photographed"));
    }

    @Test
    void aFailedActionEndsTheRunAndIsRecorded() throws Exception {
        failing = "grinder.grind";
        var exchange = run("mechanochemistry", RECIPE);
        assertThat(exchange.getException()).hasMessageContaining("OVERFORCE");
        asked.clear();
        failing = "";
        assertThat(run("mechanochemistry", RECIPE).getException()).hasMessageContaining("OVERFORCE");
        assertThat(asked).isEmpty();
        assertThat(journal.paths("FAILED")).containsExactly("grind/grind");
    }

    @Test
    void aPowderBelowAMilligramIsNotDosed() throws Exception {
        run("mix-and-photograph", Map.of("material_a", "a", "material_b", "b", "mass_a", "0 mg", "mass_b", "0.4 g"));
        assertThat(asked.stream()
                        .filter(r -> r.action().equals("dose"))
                        .map(r -> r.params().get("material")))
                .containsExactly("b");
    }
}
