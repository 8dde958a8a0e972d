package org.agate.orchestrator.dryrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;
import org.agate.workflows.validation.Finding;

/// What a dry run predicts. Times are lab time.
///
/// @param runs how many of them ended in which state
/// @param use share of the makespan that each device worked
/// @param consumablesMg taken from the hoppers, by powder
/// @param rackPlaces for the samples
/// @param photographs JPEG by sample, the last one of each
public record DryRunReport(
        String workflow,
        String version,
        int samples,
        long seed,
        String scenario,
        List<Finding> findings,
        Map<String, Integer> runs,
        Duration makespan,
        Duration lowerBound,
        String bottleneck,
        Map<String, Double> use,
        Map<String, Double> consumablesMg,
        int rackPlaces,
        List<Bar> bars,
        Map<String, byte[]> photographs) {

    public DryRunReport {
        findings = List.copyOf(findings);
        runs = new TreeMap<>(runs);
        use = new LinkedHashMap<>(use);
        consumablesMg = new TreeMap<>(consumablesMg);
        bars = List.copyOf(bars);
        photographs = new TreeMap<>(photographs);
    }

    /// The order of a dry run.
    public record Plan(String workflow, Map<String, String> params, int samples, long seed, String scenario) {
        public Plan {
            params = new LinkedHashMap<>(params);
        }
    }

    static DryRunReport of(
            Plan plan,
            String version,
            List<Finding> findings,
            Map<String, Integer> runs,
            List<LabJournal.Line> journal,
            Map<String, String> families,
            int rackPlaces,
            Map<String, byte[]> photographs) {
        var bars = Bar.of(journal);
        var makespan = bars.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                        bars.getFirst().from(),
                        bars.stream()
                                .map(Bar::to)
                                .max(java.util.Comparator.naturalOrder())
                                .orElseThrow());
        var bound = LowerBound.of(bars, families);
        return new DryRunReport(
                plan.workflow(),
                version,
                plan.samples(),
                plan.seed(),
                plan.scenario(),
                findings,
                runs,
                makespan,
                bound.length(),
                bound.family(),
                use(bars, families, makespan),
                consumables(journal),
                rackPlaces,
                bars,
                photographs);
    }

    private static Map<String, Double> use(List<Bar> bars, Map<String, String> families, Duration makespan) {
        var use = new LinkedHashMap<String, Double>();
        families.keySet().stream().sorted().forEach(device -> {
            long busy = bars.stream()
                    .filter(bar -> bar.device().equals(device))
                    .mapToLong(bar -> bar.length().toMillis())
                    .sum();
            use.put(device, makespan.isZero() ? 0.0 : (double) busy / makespan.toMillis());
        });
        return use;
    }

    private static Map<String, Double> consumables(List<LabJournal.Line> journal) {
        var taken = new TreeMap<String, Double>();
        for (var line : journal) {
            if (line.happening() instanceof Happening.Poured poured) {
                taken.merge(poured.material(), poured.taken(), Double::sum);
            }
        }
        return taken;
    }

    /// Makespan over its lower bound: 1 is perfect.
    public double ratio() {
        return lowerBound.isZero() ? 1 : (double) makespan.toMillis() / lowerBound.toMillis();
    }

    /// Whether every run went to its end.
    public boolean succeeded() {
        return runs.keySet().equals(java.util.Set.of("SUCCEEDED"));
    }

    /// How many vials a person has to take out of the racks before the last one finds a place.
    public int takenOut() {
        return Math.max(0, samples - rackPlaces);
    }

    /// The figures for programs.
    public Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("workflow", workflow);
        figures.put("version", version);
        figures.put("samples", samples);
        figures.put("seed", seed);
        figures.put("simulated", true);
        figures.put("findings", findings);
        figures.put("runs", runs);
        figures.put("makespan_min", makespan.toMillis() / 60_000.0);
        figures.put("lowerBound_min", lowerBound.toMillis() / 60_000.0);
        figures.put("bottleneck", bottleneck);
        figures.put("use", use);
        figures.put("consumables_mg", consumablesMg);
        figures.put("rackPlaces", rackPlaces);
        figures.put("takenOut", takenOut());
        return figures;
    }

    /// The figures for people.
    public String summary() {
        var lines = new ArrayList<String>();
        findings.forEach(finding -> lines.add(finding.toString()));
        lines.add("SIMULATED: %d samples of %s %s, seed %d".formatted(samples, workflow, version, seed));
        lines.add("runs        " + runs);
        lines.add(String.format(
                Locale.ROOT,
                "makespan    %s, %.2f times the lower bound of %s (%s)",
                words(makespan),
                ratio(),
                words(lowerBound),
                bottleneck));
        use.forEach((device, share) ->
                lines.add(String.format(Locale.ROOT, "use         %-12s %3.0f %%", device, 100 * share)));
        consumablesMg.forEach((powder, milligrams) ->
                lines.add(String.format(Locale.ROOT, "consumes    %-12s %.0f mg", powder, milligrams)));
        lines.add("rack        %d places for %d samples%s"
                .formatted(
                        rackPlaces,
                        samples,
                        takenOut() == 0
                                ? ""
                                : ": a person has to take %d finished ones out before the last can begin"
                                        .formatted(takenOut())));
        return String.join("\n", lines);
    }

    static String words(Duration duration) {
        return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
