package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agate.orchestrator.campaign.CampaignPlan;
import org.agate.orchestrator.campaign.CampaignPlan.Kind;
import org.agate.orchestrator.campaign.CampaignPlan.TableSource;
import org.agate.orchestrator.campaign.MeasuredTable;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.orchestrator.process.AgateClient;
import org.agate.orchestrator.process.ServerProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agate demo`.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run a closed-loop campaign in the simulated lab, with live progress and a dashboard.")
final class DemoCommand implements Callable<Integer> {

    private static final double MIX_TARGET = 0.3;
    /// As many as furnaces: more would only make the optimizer ask before it has learnt.
    private static final int IN_FLIGHT = 2;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(names = "--samples", defaultValue = "20", description = "how many to measure (default: ${DEFAULT-VALUE})")
    private int samples = 20;

    @Option(
            names = "--scenario",
            defaultValue = "cspbbr3",
            description = "cspbbr3, mix or table (default: ${DEFAULT-VALUE})")
    private String scenario = "cspbbr3";

    @Option(names = "--photos", paramLabel = "DIR", description = "scenario mix: labelled photographs for the camera")
    private @Nullable Path photos;

    @Option(names = "--table", paramLabel = "FILE", description = "scenario table: CSV of measured experiments")
    private @Nullable Path table;

    @Option(names = "--objective", paramLabel = "COLUMN", description = "scenario table: the measured column")
    private @Nullable String objective;

    @Option(names = "--minimize", description = "scenario table: less is better")
    private boolean minimize;

    @Option(
            names = "--inputs",
            paramLabel = "A,B,…",
            split = ",",
            description = "scenario table: columns of the recipe (default: every other but n_rep and sd_*)")
    private List<String> inputs = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result as JSON")
    private @Nullable Path json;

    @Option(names = "--keep", description = "stay up afterwards, until Ctrl-C")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var plan = checked();
        var figures = Destination.of("--json", json);
        var folder = freshFolder();
        boolean robots = plan.kind() != Kind.TABLE;
        var settings = UpCommand.settings(shared, robots ? scenario : "cspbbr3", photos, folder, robots);
        if (!robots) {
            // A table is a laboratory without devices: the server is pointed at no broker at all.
            settings.put("agate.broker", "tcp://127.0.0.1:9");
            var tables = table == null ? null : table.toAbsolutePath().getParent();
            if (tables != null) {
                settings.put("agate.tables", tables.toString());
            }
        }
        var log = folder.resolve("agate.log");
        try (var server = ServerProcess.start(settings, log)) {
            var truth = Truth.of(plan, MIX_TARGET);
            var progress = new DemoProgress(new AgateClient(shared.httpPort), server, truth, log);
            progress.awaitServer(robots ? devices() : 0);
            System.out.printf("Dashboard: http://127.0.0.1:%d/%n%n", shared.httpPort);
            var result = progress.run(plan);
            var report = folder.resolve("report.md");
            Files.writeString(report, result.markdown());
            figures.write(result.json());
            System.out.println(result.summary());
            System.out.printf("Report: %s%nData:   %s%n", report, folder);
            if (keep) {
                System.out.printf("Still up: http://127.0.0.1:%d/   (Ctrl-C ends)%n", shared.httpPort);
                server.await();
            }
            return result.finished() ? 0 : 1;
        }
    }

    /// How many devices the laboratory has.
    private int devices() {
        return Laboratories.find(scenario, Optional.ofNullable(photos))
                .scenario()
                .devices()
                .size();
    }

    private CampaignPlan checked() {
        if (samples < 2 || samples > 10_000) {
            throw new WrongUse("--samples (%d) is not between 2 and 10000.".formatted(samples));
        }
        var plan = switch (scenario) {
            case "cspbbr3" -> plan(Kind.CSPBBR3, null);
            case "mix" -> {
                Laboratories.find(scenario, Optional.ofNullable(photos));
                yield plan(Kind.MIX, null);
            }
            case "table" -> {
                if (table == null || objective == null) {
                    throw new WrongUse("--scenario table needs --table FILE and --objective COLUMN.");
                }
                var source = new TableSource(table.toAbsolutePath().toString(), objective, minimize, inputs);
                MeasuredTable.read(source);
                yield plan(Kind.TABLE, source);
            }
            default -> throw new WrongUse("--scenario (%s) is not cspbbr3, mix or table.".formatted(scenario));
        };
        shared.check(true, plan.kind() != Kind.TABLE);
        return plan;
    }

    private CampaignPlan plan(Kind kind, @Nullable TableSource source) {
        int inFlight = kind == Kind.TABLE ? 1 : IN_FLIGHT;
        return new CampaignPlan("demo-" + scenario, kind, samples, shared.seed, inFlight, MIX_TARGET, source);
    }

    private Path freshFolder() {
        var name = "demo-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS"));
        try {
            return Files.createDirectories(shared.data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "--data (%s) cannot be written: %s".formatted(shared.data, e.getMessage()), e);
        }
    }
}
