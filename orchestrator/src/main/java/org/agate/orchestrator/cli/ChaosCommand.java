package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.agate.orchestrator.chaos.KillDisaster;
import org.agate.orchestrator.chaos.Orders;
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

    @Parameters(paramLabel = "SCENARIO", description = "kill")
    private String scenario = "";

    @Option(names = "--samples", defaultValue = "24", description = "how many runs (default: ${DEFAULT-VALUE})")
    private int samples = 24;

    @Option(names = "--kills", defaultValue = "20", description = "scenario kill: how many (default: ${DEFAULT-VALUE})")
    private int kills = 20;

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
        if (!scenario.equals("kill")) {
            throw new WrongUse("(%s) is no scenario of disaster. Maybe kill.".formatted(scenario));
        }
        if (samples < 1 || kills < 1) {
            throw new WrongUse("--samples (%d) and --kills (%d) must be at least 1.".formatted(samples, kills));
        }
        var folder = Files.createTempDirectory("agate-chaos");
        var orders = new Orders(workflow, values.of(workflow), samples, lab, rate, seed);
        System.out.printf("chaos %s: seed %d, in %s%n", scenario, seed, folder);
        var report = new KillDisaster(orders, kills, folder, Clock.systemUTC(), System.out::println).strike();
        System.out.println();
        report.checks()
                .forEach(check -> System.out.printf(
                        "%-4s  %s: %s%n", check.held() ? "PASS" : "FAIL", check.name(), check.detail()));
        System.out.printf("%n%8s  what the kills met%n", "count");
        report.phases().forEach((phase, count) -> System.out.printf("%8d  %s%n", count, phase));
        if (json != null) {
            Files.writeString(json, Json.write(report));
        }
        return report.checks().stream().allMatch(check -> check.held()) ? 0 : 1;
    }
}
