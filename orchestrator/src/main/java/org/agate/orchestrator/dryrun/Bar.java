package org.agate.orchestrator.dryrun;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;

/// A device at work, in lab time.
record Bar(String device, String action, String sample, Instant from, Instant to) {

    Duration length() {
        return Duration.between(from, to);
    }

    /// The devices' work as the twin's journal has it, in the order begun.
    static List<Bar> of(List<LabJournal.Line> journal) {
        var open = new HashMap<UUID, LabJournal.Line>();
        var bars = new ArrayList<Bar>();
        for (var line : journal) {
            if (line.happening() instanceof Happening.Started started) {
                open.put(started.commandId(), line);
            } else if (line.happening() instanceof Happening.Ended ended) {
                var begun = open.remove(ended.commandId());
                if (begun != null && begun.happening() instanceof Happening.Started started) {
                    bars.add(new Bar(started.device(), started.action(), started.sample(), begun.at(), line.at()));
                }
            }
        }
        bars.sort(java.util.Comparator.comparing(Bar::from));
        return bars;
    }
}
