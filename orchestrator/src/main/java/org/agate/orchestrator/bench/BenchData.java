package org.agate.orchestrator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.agate.optimizer.space.Domain;
import org.jspecify.annotations.Nullable;

/// The folder with starting points and what other optimizers reached from them; everything works without it, but from
/// starts of our own and with nothing to compare with.
///
/// Each file is read once.
public final class BenchData {

    private static final int STARTS = 5;

    private final @Nullable Path folder;
    private final Map<String, List<String>> files = new ConcurrentHashMap<>();

    private BenchData(@Nullable Path folder) {
        this.folder = folder;
    }

    /// The folder if it is there.
    public static BenchData at(Path folder) {
        return new BenchData(Files.isDirectory(folder) ? folder : null);
    }

    /// Whether there is anything to compare with.
    public boolean isThere() {
        return folder != null;
    }

    /// A file of the folder; empty when it is not there.
    Optional<Path> file(String name) {
        return Optional.ofNullable(folder).map(each -> each.resolve(name)).filter(Files::exists);
    }

    /// The recipes that all optimizers start from, as coordinates.
    List<double[]> starts(Problem problem, long seed) {
        var given = new ArrayList<double[]>();
        for (var line : lines("initial_points.csv")) {
            var fields = line.split(",", -1);
            if (fields[0].equals(problem.word()) && fields[1].equals(String.valueOf(seed))) {
                given.add(numbers(fields, 3, problem.dimension()));
            }
        }
        return given.isEmpty() ? ours(problem, seed) : given;
    }

    private static List<double[]> ours(Problem problem, long seed) {
        var random = new SplittableRandom(seed);
        var domain = new Domain(problem.space());
        var points = new ArrayList<double[]>();
        for (int i = 0; i < STARTS; i++) {
            double[] uniform = new double[problem.dimension()];
            java.util.Arrays.setAll(uniform, j -> random.nextDouble());
            points.add(domain.draw(uniform, random, point -> true));
        }
        return points;
    }

    private static double[] numbers(String[] fields, int from, int count) {
        double[] numbers = new double[count];
        for (int j = 0; j < count; j++) {
            numbers[j] = Double.parseDouble(fields[from + j]);
        }
        return numbers;
    }

    /// The rows that all optimizers start from on a table.
    int[] startRows(String table, int rows, long seed) {
        for (var line : lines("pool_start_rows.csv")) {
            var fields = line.split(",", -1);
            if (fields[0].equals(table) && fields[1].equals(String.valueOf(seed))) {
                return rows(fields, 2);
            }
        }
        var random = new SplittableRandom(seed);
        return random.ints(0, rows).distinct().limit(Math.min(STARTS, rows)).toArray();
    }

    static int[] rows(String[] fields, int from) {
        int[] numbers = new int[fields.length - from];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = Integer.parseInt(fields[from + j].strip());
        }
        return numbers;
    }

    /// What others reached on a problem after n evaluations: by method, seed by seed from zero on, as far as it was
    /// run.
    Map<String, Map<Long, Double>> regrets(Problem problem, int n) {
        var found = new TreeMap<String, Map<Long, Double>>();
        for (var line : lines("reference/synthetic_by_seed.csv.gz")) {
            var fields = line.split(",", -1);
            if (fields[0].equals(problem.word()) && fields[3].equals(String.valueOf(n))) {
                found.computeIfAbsent(fields[1], method -> new TreeMap<>())
                        .put(Long.parseLong(fields[2]), Double.parseDouble(fields[problem.noise() > 0 ? 5 : 4]));
            }
        }
        return found;
    }

    /// Experiments that others needed to reach a row of the best 1 %: by method, seed by seed; the number after the
    /// last when none was found.
    Map<String, Map<Long, Double>> experimentsToTopOne(String table) {
        var first = new TreeMap<String, Map<Long, Double>>();
        for (var line : lines("reference/pool_by_seed.csv.gz")) {
            var fields = line.split(",", -1);
            if (fields[0].equals(table)) {
                long seed = Long.parseLong(fields[3]);
                double n = Double.parseDouble(fields[4]);
                var seeds = first.computeIfAbsent(fields[2], method -> new TreeMap<>());
                seeds.merge(seed, fields[6].equals("1") ? n : PoolBench.BUDGET + 1.0, Math::min);
            }
        }
        return first;
    }

    private List<String> lines(String name) {
        return files.computeIfAbsent(name, this::read);
    }

    private List<String> read(String name) {
        var file = file(name);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            if (!name.endsWith(".gz")) {
                return Files.readAllLines(file.get());
            }
            try (var in = new GZIPInputStream(Files.newInputStream(file.get()))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        } catch (IOException e) {
            throw new BenchInvalid("(%s) cannot be read.".formatted(file.get()), "Maybe it is damaged.");
        }
    }
}
