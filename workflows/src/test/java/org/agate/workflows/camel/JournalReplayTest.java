package org.agate.workflows.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.definition.WorkflowCatalog;
import org.agate.workflows.definition.WorkflowVersion;
import org.agate.workflows.journal.StepGate;
import org.agate.workflows.journal.StepOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a run that is started again does with what its journal holds: blocks in blocks, branches, faults, clean-up.
class JournalReplayTest {

    private static final String HEAD = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: %s, labels: {agate.org/kind: workflow}}
            spec:
              definition:
                title: Test
                properties:
                  mass: {type: number, unit: mg, default: 5 mg}
                outputs: [made]
              template:
                from:
                  uri: kamelet:source
                  steps:
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MemoryJournal journal = new MemoryJournal();
    private final List<ActionRequest> asked = new CopyOnWriteArrayList<>();
    private volatile String failing = "";
    private volatile boolean canceled;
    private AskedLaboratory laboratory = new AskedLaboratory((request, callback) -> {});

    private Exchange run(Map<String, String> files) throws Exception {
        var version = WorkflowVersion.of("main", files);
        if (context.isStopped() || context.getStatus().isStopped() || !context.isStarted()) {
            laboratory = new AskedLaboratory((request, callback) -> {
                asked.add(request);
                var recovery = request.onFailure().recoveries();
                ActionOutcome outcome = request.stepPath().equals(failing)
                        ? new ActionOutcome.Undone("CAKED", "it cakes")
                        : request.terms().recovered() < recovery.size()
                                ? new ActionOutcome.Recover(
                                        recovery.get(request.terms().recovered()),
                                        request.terms().recovered() + 1)
                                : new ActionOutcome.Done(Map.of("n", asked.size()));
                Thread.ofVirtual().start(() -> callback.accept(outcome));
            });
            StepGate gate = (key, cleanUp, admitted) -> admitted.accept(
                    canceled && !cleanUp ? Optional.of(new StepOutcome.Failed("CANCELED", "")) : Optional.empty());
            context.getRegistry().bind("laboratory", laboratory);
            WorkflowCatalog catalog = routeId -> version.definition(routeId.substring(0, routeId.lastIndexOf('-')));
            context.getRegistry().bind("catalog", catalog);
            WorkflowLanguage.install(context);
            context.getCamelContextExtension().addInterceptStrategy(new JournalInterceptor(journal, gate));
            context.start();
            for (var source : version.sources()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(source.location(), source.yaml()));
            }
        }
        var exchange = new DefaultExchange(context);
        exchange.setProperty(RunContext.RUN, "run-1");
        exchange.setProperty(RunContext.SAMPLE, "S-1");
        version.definition().bind(Map.of()).forEach(exchange::setVariable);
        return context.createProducerTemplate()
                .asyncSend("direct:" + version.definition().routeId(), exchange)
                .get(20, TimeUnit.SECONDS);
    }

    private static String file(String name, String steps) {
        return HEAD.formatted(name) + steps.indent(10);
    }

    private static String weigh(String id, String into) {
        return """
                - step:
                    id: %s
                    steps:
                      - to:
                          uri: robot:doser
                          parameters: {action: weigh, into: %s}
                """.formatted(id, into);
    }

    @Test
    void aRecoveryWorkflowRunsBelowItsStepAndIsPassedOverOnceDone() throws Exception {
        var files = Map.of("main", file("main", """
                        - step:
                            id: grind
                            steps:
                              - to:
                                  uri: robot:grinder
                                  parameters: {action: grind, into: made, onFailure: "recover tidy, fail", deadline: 2 h}
                        """), "tidy", file("tidy", weigh("scrape", "scraped")));
        var ended = run(files);
        assertThat(ended.getException()).isNull();
        assertThat(asked.stream().map(ActionRequest::stepPath).toList())
                .containsExactly("grind", "grind/recover-1/scrape", "grind");
        assertThat(asked.getLast().terms().recovered()).isEqualTo(1);
        assertThat(asked.getLast().terms().deadline()).isEqualTo(java.time.Duration.ofHours(2));
        assertThat(asked.getLast().params()).isEmpty();

        journal.forget("grind");
        asked.clear();
        run(files);
        // The scraping is in the journal: only the grinding is asked for again.
        assertThat(asked.stream().map(ActionRequest::stepPath).toList()).containsExactly("grind", "grind");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void everyIndexOfNestedLoopsAndSplitsIsInThePath() throws Exception {
        var inner = """
                - split:
                    id: each
                    simple: "a,b"
                    delimiter: ","
                    steps:
                      - loop:
                          id: twice
                          constant: "2"
                          steps:
                """ + weigh("weigh", "w").indent(12) + weigh("after", "w").indent(6);
        run(Map.of("main", file("main", inner)));
        assertThat(journal.paths("SUCCEEDED"))
                .containsExactly(
                        "each[0]/twice[0]/weigh",
                        "each[0]/twice[1]/weigh",
                        "each[0]/after",
                        "each[1]/twice[0]/weigh",
                        "each[1]/twice[1]/weigh",
                        "each[1]/after");
    }

    @Test
    void parallelBranchesGoOnIndependently() throws Exception {
        var files = Map.of(
                "main",
                file(
                        "main",
                        """
                - split:
                    id: each
                    parallelProcessing: true
                    simple: "a,b,c"
                    delimiter: ","
                    steps:
                """ + weigh("weigh", "w").indent(6)
                                + weigh("again", "w").indent(6)));
        run(files);
        journal.forget("each[1]/again");
        journal.forget("each[2]/weigh");
        journal.forget("each[2]/again");
        asked.clear();
        run(files);
        assertThat(asked.stream().map(ActionRequest::stepPath))
                .containsExactlyInAnyOrder("each[1]/again", "each[2]/weigh", "each[2]/again");
    }

    @Test
    void aStepThatFailedFailsAgainAndItsCleanUpGoesOnWhereItStood() throws Exception {
        failing = "bad";
        var files = Map.of(
                "main",
                file(
                        "main",
                        "- doTry:\n    id: try\n    steps:\n"
                                + weigh("bad", "w").indent(6)
                                + "    doFinally:\n      id: finally\n      steps:\n"
                                + weigh("first", "w").indent(8)
                                + weigh("second", "w").indent(8)));
        assertThat(run(files).getException()).hasMessageContaining("CAKED");
        assertThat(journal.paths("SUCCEEDED")).containsExactly("first", "second");
        journal.forget("second");
        asked.clear();
        failing = "";
        assertThat(run(files).getException()).hasMessageContaining("CAKED");
        assertThat(asked.stream().map(ActionRequest::stepPath)).containsExactly("second");
    }

    @Test
    void aCanceledRunBeginsNothingButItsCleanUp() throws Exception {
        canceled = true;
        var files = Map.of(
                "main",
                file(
                        "main",
                        "- doTry:\n    id: try\n    steps:\n"
                                + weigh("work", "w").indent(6) + "    doFinally:\n      id: finally\n      steps:\n"
                                + weigh("tidy", "w").indent(8)));
        assertThat(run(files).getException()).hasMessageContaining("CANCELED");
        assertThat(asked.stream().map(ActionRequest::stepPath)).containsExactly("tidy");
    }

    @Test
    void aSubWorkflowHasVariablesOfItsOwnAndItsStepsAreJournaledBelowTheCall() throws Exception {
        var files = Map.of(
                "main", file("main", """
                        - to:
                            id: prepare
                            uri: workflow:part
                            parameters: {mass: "7 mg", into: prepared}
                        """ + weigh("last", "made")), "part", file("part", weigh("inside", "made")));
        var exchange = run(files);
        assertThat(exchange.getException()).isNull();
        assertThat(journal.paths("SUCCEEDED")).containsExactly("prepare/inside", "last");
        assertThat(exchange.getVariable("prepared")).isEqualTo(Map.of("made", Map.of("n", 1)));
        assertThat(exchange.getVariable("mass")).isEqualTo("5.0 mg");
        asked.clear();
        assertThat(run(files).getVariable("prepared")).isEqualTo(Map.of("made", Map.of("n", 1)));
        assertThat(asked).isEmpty();
    }

    @Test
    void aReserveBlockHoldsUntilItsStepEndsAlsoWhenItFails() throws Exception {
        failing = "with-grinder/bad";
        var files = Map.of(
                "main",
                file(
                        "main",
                        "- step:\n    id: with-grinder\n    steps:\n      - to: reserve:grinder\n"
                                + weigh("good", "w").indent(6)
                                + weigh("bad", "w").indent(6)));
        assertThat(run(files).getException()).hasMessageContaining("CAKED");
        assertThat(laboratory.holds()).containsExactly("reserve with-grinder [grinder]", "release with-grinder");
    }

    @Test
    void aVersionIsTheContentOfAllThatIsCalled() {
        var main = file("main", "- to: workflow:part\n");
        var one = Map.of("main", main, "part", file("part", weigh("a", "w")));
        var other = Map.of("main", main, "part", file("part", weigh("b", "w")));
        assertThat(WorkflowVersion.of("main", one).version())
                .isEqualTo(WorkflowVersion.of("main", one).version())
                .isNotEqualTo(WorkflowVersion.of("main", other).version());
    }
}
