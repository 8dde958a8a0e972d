package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agate.optimizer.Goal;
import org.agate.orchestrator.bench.BenchData;
import org.agate.orchestrator.bench.PoolBench;
import org.agate.orchestrator.bench.PoolTable;
import org.agate.orchestrator.bench.StartRows;
import org.agate.orchestrator.bench.SyntheticBench;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agate bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "How good it is, in numbers.",
        subcommands = BenchCommand.OfOptimizer.class)
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which bench? One of optimizer.");
    }

    /// `agate bench optimizer`.
    @Command(
            name = "optimizer",
            mixinStandardHelpOptions = true,
            description = "Known problems and measured tables: how many experiments does the optimizer need?")
    static final class OfOptimizer implements Callable<Integer> {

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "../shared/data/optimizer",
                description = "starting points, tables and what others reached (default: ${DEFAULT-VALUE})")
        private Path folder = Path.of("../shared/data/optimizer");

        @Option(names = "--seeds", description = "runs of each (default: 20 for problems, 50 for tables)")
        private @Nullable Integer seeds;

        @Option(names = "--only", split = ",", paramLabel = "NAMES", description = "problems and tables of the folder")
        private List<String> only = List.of();

        @Option(names = "--pool", paramLabel = "FILE", description = "a table of your own: CSV with a header")
        private @Nullable Path pool;

        @Option(names = "--inputs", split = ",", paramLabel = "A,B,…", description = "with --pool: its inputs")
        private List<String> inputs = List.of();

        @Option(names = "--objective", paramLabel = "COLUMN", description = "with --pool: what is to be made large")
        private @Nullable String objective;

        @Option(names = "--minimize", description = "with --pool: it is to be made small")
        private boolean minimize;

        @Option(names = "--mixture", split = ",", paramLabel = "A,B,…", description = "inputs that add up to a total")
        private List<String> mixture = List.of();

        @Option(names = "--categorical", split = ",", paramLabel = "C,…", description = "inputs that are names")
        private List<String> categorical = List.of();

        @Option(
                names = "--start",
                paramLabel = "FILE",
                description = "with --pool: rows to start from; CSV with seed,r1,r2,… or data_set,seed,r1,r2,…")
        private @Nullable Path start;

        @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
        private @Nullable Path json;

        @Override
        public Integer call() {
            var figures = Destination.of("--json", json);
            if (seeds != null && seeds < 1) {
                throw new WrongUse("--seeds (%d) must be at least 1.".formatted(seeds));
            }
            var data = BenchData.at(folder);
            var results = pool == null ? ofFolder(data) : ofTable(data, pool);
            figures.write(Json.write(results));
            return 0;
        }

        private Map<String, Object> ofFolder(BenchData data) {
            if (!data.isThere()) {
                System.out.printf(
                        "There is no folder (%s): problems start from points of our own, and tables are skipped.%n",
                        folder);
            }
            var results = new LinkedHashMap<String, Object>();
            results.put("problems", new SyntheticBench(data, seeds == null ? 20 : seeds, System.out).run(only));
            results.put("tables", new PoolBench(data, seeds == null ? 50 : seeds, System.out).run(only));
            return results;
        }

        private Map<String, Object> ofTable(BenchData data, Path file) {
            if (inputs.isEmpty() || objective == null) {
                throw new WrongUse("--pool needs --inputs and --objective.");
            }
            var strangers = new java.util.ArrayList<>(mixture);
            strangers.addAll(categorical);
            strangers.removeAll(inputs);
            if (!strangers.isEmpty()) {
                throw new WrongUse("%s of --mixture or --categorical are none of --inputs.".formatted(strangers));
            }
            var columns = new PoolTable.Columns(
                    inputs, objective, minimize ? Goal.MINIMIZE : Goal.MAXIMIZE, mixture, categorical);
            var table = PoolTable.read(file, columns);
            var rows = start == null ? StartRows.none() : StartRows.read(start, table);
            return new PoolBench(data, seeds == null ? 50 : seeds, System.out).run(table, rows::of);
        }
    }
}
