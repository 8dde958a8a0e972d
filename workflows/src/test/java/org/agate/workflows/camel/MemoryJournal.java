package org.agate.workflows.camel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.journal.StepJournal;
import org.agate.workflows.journal.StepKey;

/// A journal in memory, for tests.
final class MemoryJournal implements StepJournal {

    private final Map<StepKey, Map<String, Object>> outcomes = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();

    @Override
    public synchronized Optional<Map<String, Object>> outcome(StepKey key) {
        return Optional.ofNullable(outcomes.get(key));
    }

    @Override
    public synchronized void begin(StepKey key) {
        log.add("BEGUN " + key.path());
    }

    @Override
    public synchronized void succeed(StepKey key, Map<String, Object> variables) {
        outcomes.put(key, variables);
        log.add("SUCCEEDED " + key.path());
    }

    @Override
    public synchronized void fail(StepKey key, String reason) {
        log.add("FAILED " + key.path());
    }

    synchronized List<String> paths(String state) {
        return log.stream()
                .filter(line -> line.startsWith(state + " "))
                .map(line -> line.substring(state.length() + 1))
                .toList();
    }
}
