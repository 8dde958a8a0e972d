package org.agate.workflows.camel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;
import org.agate.workflows.journal.StepOutcome;

/// A journal in memory, for tests.
final class MemoryJournal implements StepJournal {

    private final Map<StepKey, StepOutcome> outcomes = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();

    @Override
    public synchronized Optional<StepOutcome> outcome(StepKey key) {
        return Optional.ofNullable(outcomes.get(key));
    }

    @Override
    public synchronized void begin(StepKey key) {
        log.add("BEGUN " + key.path());
    }

    @Override
    public synchronized StepOutcome.Succeeded succeed(StepKey key, StepOutcome.Succeeded outcome) {
        outcomes.put(key, outcome);
        log.add("SUCCEEDED " + key.path());
        return outcome;
    }

    @Override
    public synchronized void fail(StepKey key, StepOutcome.Failed outcome) {
        outcomes.put(key, outcome);
        log.add("FAILED " + key.path());
    }

    /// As if the process had been killed before this step's end was written.
    synchronized void forget(String path) {
        outcomes.keySet().removeIf(key -> key.path().equals(path));
    }

    synchronized List<String> paths(String state) {
        return log.stream()
                .filter(line -> line.startsWith(state + " "))
                .map(line -> line.substring(state.length() + 1))
                .toList();
    }
}
