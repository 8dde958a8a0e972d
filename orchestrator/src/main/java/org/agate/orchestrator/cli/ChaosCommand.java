package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.agate.orchestrator.chaos.Check;
import org.agate.orchestrator.chaos.Disaster;
import org.agate.orchestrator.chaos.KillDisaster;
import org.agate.orchestrator.chaos.Orders;
import org.agate.orchestrator.chaos.Strike;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate chaos`. Exit codes: 0 everything held, 1 something did not.
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Let disaster strike a simulated lab, and see what holds.")
final class ChaosCommand implements Callable<Integer> {

    private static final String KILL = "kill";
    private static final String ALL = "all";

    @Parameters(
            paramLabel = "SCENARIO",
            description =
                    "kill, broker, messages, slow-devices, doser-crash, grinder-crash, empty-hopper, stop-button, disk-full, or all")
    private String scenario = "";

    @Option(names = "--samples", defaultValue = "24", description = "how many runs (default: ${DEFAULT-VALUE})")
    private int samples = 24;

    @Option(names = "--kills", defaultValue = "20", description = "scenario kill: how many (default: ${DEFAULT-VALUE})")
    private int kills = 20;

    @Option(
            names = "--troubled",
            description = "scenario kill: something else is wrong at each kill (a deaf device, rubbish on the wire, a"
                    + " second orchestrator, a clock that was set back, a balance that lost its zero, memory that runs"
                    + " out, and with --database a cut in the middle of a commit)")
    private boolean troubled;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--seed", defaultValue = "7", description = "of noise and disaster (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Option(
            names = "--rate",
            defaultValue = "2000",
            description = "lab seconds per second, at most (default: ${DEFAULT-VALUE})")
    private double rate = 2000;

    @Option(names = "--workflow", defaultValue = "mechanochemistry", description = "(default: ${DEFAULT-VALUE})")
    private String workflow = "mechanochemistry";

    @Mixin
    private WorkflowOptions values = new WorkflowOptions();

    @Option(
            names = "--lab",
            defaultValue = "cspbbr3",
            paramLabel = "SCENARIO",
            description = "the simulated lab (default: ${DEFAULT-VALUE})")
    private String lab = "cspbbr3";

    @Option(names = "--json", paramLabel = "FILE", description = "write the table as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var figures = Destination.of("--json", json);
        var disasters = disasters();
        if (samples < 1 || kills < 1) {
            throw new WrongUse("--samples (%d) and --kills (%d) must be at least 1.".formatted(samples, kills));
        }
        var folder = Files.createTempDirectory("agate-chaos");
        var orders = new Orders(workflow, values.of(workflow), samples, lab, rate, seed);
        System.out.printf("chaos %s: seed %d, in %s%n", scenario, seed, folder);
        var results = new LinkedHashMap<String, Object>();
        boolean held = true;
        if (scenario.equals(KILL) || scenario.equals(ALL)) {
            var report = new KillDisaster(
                            orders,
                            new KillDisaster.Plan(kills, troubled, database.settings()),
                            folder,
                            Clock.systemUTC(),
                            System.out::println)
                    .strike();
            held &= print("kill: the orchestrator is killed %d times".formatted(kills), report.checks());
            System.out.printf("%8s  what the kills met%n", "count");
            report.phases().forEach((phase, count) -> System.out.printf("%8d  %s%n", count, phase));
            results.put(KILL, report);
        }
        for (var disaster : disasters) {
            var checks = new Strike(disaster, orders, folder.resolve(disaster.word()), Clock.systemUTC()).run();
            held &= print("%s: %s".formatted(disaster.word(), disaster.words()), checks);
            results.put(disaster.word(), checks);
        }
        figures.write(Json.write(results));
        System.out.println(held ? "everything held" : "something did NOT hold");
        return held ? 0 : 1;
    }

    private List<Disaster> disasters() {
        if (scenario.equals(KILL)) {
            return List.of();
        }
        var chosen = Arrays.stream(Disaster.values())
                .filter(disaster -> scenario.equals(ALL) || scenario.equals(disaster.word()))
                .toList();
        if (chosen.isEmpty()) {
            throw new WrongUse("(%s) is no disaster. Maybe one of all, kill, %s."
                    .formatted(
                            scenario,
                            String.join(
                                    ", ",
                                    Arrays.stream(Disaster.values())
                                            .map(Disaster::word)
                                            .toList())));
        }
        return chosen;
    }

    private static boolean print(String title, List<Check> checks) {
        System.out.printf("%n%s%n", title);
        checks.forEach(check ->
                System.out.printf("%-4s  %s: %s%n", check.held() ? "PASS" : "FAIL", check.name(), check.detail()));
        return checks.stream().allMatch(Check::held);
    }
}
