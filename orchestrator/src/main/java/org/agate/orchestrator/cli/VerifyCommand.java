package org.agate.orchestrator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.agate.sim.scenario.VirtualLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `agate lab verify`. Exit codes: 0 clean, 1 violated, 2 no journal.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check what physically happened in a simulated lab, line by line.")
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_PRINTED = 50;

    @Parameters(paramLabel = "JOURNAL", description = "journal.jsonl, or the folder that holds it")
    private Path journal = Path.of(VirtualLab.JOURNAL);

    @Override
    public Integer call() {
        var file = Files.isDirectory(journal) ? journal.resolve(VirtualLab.JOURNAL) : journal;
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("there is no journal (%s). Maybe it is in the lab folder below --data.".formatted(file));
        }
        var verdict = Referee.judge(LabJournal.read(file));
        verdict.violations().stream()
                .limit(MOST_PRINTED)
                .forEach(violation -> System.out.printf(
                        "%s:%d: %s: %s%n", file, violation.line(), violation.rule(), violation.text()));
        System.out.printf(
                "%d lines, %d executions, %d vials: dosed %.1f mg = in vials %.1f + discarded %.1f + spilt %.1f + gas %.1f%n",
                verdict.lines(),
                verdict.executions(),
                verdict.samples(),
                verdict.dosed(),
                verdict.inSamples(),
                verdict.discarded(),
                verdict.spilt(),
                verdict.gas());
        System.out.println(verdict.isClean() ? "clean" : verdict.violations().size() + " violations");
        return verdict.isClean() ? 0 : 1;
    }
}
