package org.agate.orchestrator.cli;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.agate.orchestrator.device.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `agate replay RUN`. Exit codes: 0 every decision came out the same, 1 one did not.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Make the decisions of a run again from the event log, and compare.",
        footer = "%nExit codes: 0 every decision came out the same, 1 one did not.")
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "the id of a run")
    private String run = "";

    @Mixin
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var decisions = Replay.of(id(), log.entries());
        if (decisions.isEmpty()) {
            throw new WrongUse("the log has no decision of a run (%s). Maybe choose another --data.".formatted(run));
        }
        for (var again : decisions) {
            System.out.printf(
                    "%6d  at %6d  %-28s %-44s %s%n",
                    again.number(),
                    again.at(),
                    again.step(),
                    again.decision(),
                    again.difference() == null ? "same" : "DIFFERENT: " + again.difference());
        }
        long different =
                decisions.stream().filter(again -> again.difference() != null).count();
        System.out.printf("%d decisions, %d different%n", decisions.size(), different);
        return different == 0 ? 0 : 1;
    }

    private UUID id() {
        try {
            return UUID.fromString(run);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("(%s) is no id of a run. Maybe look at the list of runs.".formatted(run));
        }
    }
}
