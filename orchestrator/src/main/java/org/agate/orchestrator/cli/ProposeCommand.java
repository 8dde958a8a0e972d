package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.optimizer.Aim;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Optimizer;
import org.agate.orchestrator.asktell.CandidateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate propose`.
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "The next candidates of a list: a CSV file as NIMO has it, the objective last and empty until measured.",
            "The largest value is searched, unless another aim is given."
        })
final class ProposeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATES", description = "CSV with a header")
    private Path candidates = Path.of("candidates.csv");

    @ArgGroup
    private @Nullable Wanted wanted;

    @Option(names = "--count", defaultValue = "1", description = "how many (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--initial",
            defaultValue = "5",
            description = "so many come from an even design (default: ${DEFAULT-VALUE})")
    private int initial;

    @Option(names = "--seed", defaultValue = "1", description = "same seed and file, same proposals")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "proposals.csv",
            description = "where they are written (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("proposals.csv");

    /// What is searched, in place of the largest value.
    static final class Wanted {

        @Option(names = "--minimize", description = "the smallest value is searched")
        private boolean minimize;

        @Option(names = "--range", split = ",", arity = "1", paramLabel = "LOW,HIGH", description = "a value between")
        private double @Nullable [] range;

        @Option(names = "--survey", description = "the whole list is to be known: go where least is known")
        private boolean survey;

        @Option(names = "--border", paramLabel = "LEVEL", description = "where the objective crosses a level")
        private @Nullable Double border;

        Aim aim() {
            if (range != null) {
                if (range.length != 2) {
                    throw new WrongUse("--range needs two numbers, LOW,HIGH.");
                }
                return new Aim.Range(range[0], range[1]);
            }
            if (border != null) {
                return new Aim.Border(border);
            }
            return survey ? new Aim.Survey() : new Aim.Optimum(minimize ? Goal.MINIMIZE : Goal.MAXIMIZE);
        }
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new WrongUse("--count (%d) must be at least 1.".formatted(count));
        }
        if (isSame(candidates, out)) {
            throw new WrongUse("--out (%s) is the list itself, whose values would be lost. Maybe choose another name."
                    .formatted(out));
        }
        var aim = wanted == null ? new Aim.Optimum(Goal.MAXIMIZE) : wanted.aim();
        var file = CandidateFile.read(candidates);
        if (file.open().isEmpty()) {
            System.out.println("Every candidate is measured.");
            return 0;
        }
        var proposals = file.propose(new Optimizer.Settings(aim, initial, seed), count);
        file.write(proposals, out);
        for (var proposal : proposals) {
            System.out.printf(
                    "row %d  %s%n  %s%n", proposal.row(), proposal.recipe().named(), proposal.reason());
        }
        System.out.printf("Proposals: %s%n", out);
        return 0;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new WrongUse("(%s) and (%s) cannot be compared: %s.".formatted(one, other, e.getMessage()));
        }
    }
}
