package org.agate.orchestrator.operator;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.event.EventLog;
import org.agate.workflows.action.Operator;
import org.agate.workflows.action.Question;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Questions to people. The first answer counts; whoever answers later is told so. Thread-safe.
@ApplicationScoped
public class Prompts implements Operator {

    private static final Logger LOG = Logger.getLogger(Prompts.class);
    /// The preset of a question that only a person can decide: when nobody does in time, it is told, and stays
    /// open.
    public static final String HOLD = "HOLD";

    private static final long LOOK_MILLIS = 200;

    private final Database database;
    private final EventLog log;
    private final LabTime time;
    private final LabPace pace;
    private final Ids ids;
    private final Duration patience;
    private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Consumer<String>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<Prompt>> onAnswered = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("prompts").factory());

    /// What became of an answer.
    public enum Receipt {
        TAKEN,
        /// Someone else was first.
        LATE
    }

    Prompts(Database database, EventLog log, LabTime time, LabPace pace, Ids ids, AgateConfig config) {
        this.patience = config.promptPatience();
        this.database = database;
        this.log = log;
        this.time = time;
        this.pace = pace;
        this.ids = ids;
    }

    /// Begins to watch due times.
    public void open() {
        timer.scheduleWithFixedDelay(this::takePresets, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void ask(Question question, Consumer<String> callback) {
        var run = UUID.fromString(question.run());
        var prompt = of(run, question.stepPath()).stream()
                .filter(known -> known.about() == null)
                .findFirst()
                .orElseGet(() -> put(run, question));
        waiting.put(prompt.id(), callback);
        pace.waits(question.run());
        // Answered before, or between the two lines above: whoever takes the callback off the list calls it.
        find(prompt.id()).map(Prompt::answer).ifPresent(answer -> tell(prompt, answer));
        if (ended.contains(run)) {
            withdraw(run, command -> false);
        }
    }

    private Prompt put(UUID run, Question question) {
        var due = question.due() == null
                ? null
                : (Double) (time.instant().plus(question.due()).toEpochMilli() / 1000.0);
        return ask(new PromptFact.Asked(
                ids.get(),
                run,
                question.stepPath(),
                question.sample(),
                null,
                question.text(),
                question.choices(),
                question.unit(),
                question.preset(),
                due,
                photograph(question.sample())));
    }

    /// Puts a question about a command whose outcome cannot be proved; the same one is put only once.
    ///
    /// Nothing is decided when nobody answers.
    public Prompt askAbout(
            UUID command, UUID run, String stepPath, String sample, String question, List<String> choices) {
        return about(command).orElseGet(() -> {
            double due = time.instant().plus(patience).toEpochMilli() / 1000.0;
            return ask(new PromptFact.Asked(
                    ids.get(), run, stepPath, sample, command, question, choices, null, HOLD, due, photograph(sample)));
        });
    }

    private @Nullable String photograph(String sample) {
        return database.call(entities -> Photographs.latest(sample, entities)).orElse(null);
    }

    private Prompt ask(PromptFact.Asked fact) {
        log.append(fact);
        return find(fact.prompt()).orElseThrow();
    }

    /// Takes an answer.
    ///
    /// @throws org.agate.workflows.WorkflowInvalid when it is none of the choices, or no such quantity
    public Receipt answer(UUID id, String answer, String by, String why) {
        var prompt = find(id).orElseThrow(() -> new IllegalArgumentException("There is no prompt (%s).".formatted(id)));
        var accepted = question(prompt).accept(answer);
        if (!keep(prompt, accepted, by, why)) {
            return Receipt.LATE;
        }
        tell(prompt, accepted);
        var answered = find(id).orElseThrow();
        onAnswered.forEach(listener -> listener.accept(answered));
        return Receipt.TAKEN;
    }

    /// Closes what a run that is being ended asks, now and later.
    ///
    /// @param shared whether other runs wait for the answer about a command too: then it stays open
    public void withdraw(UUID run, Predicate<UUID> shared) {
        ended.add(run);
        for (var prompt : open(run)) {
            if (prompt.about() != null && shared.test(prompt.about())) {
                continue;
            }
            var answer = prompt.choices().isEmpty() ? "" : prompt.choices().getLast();
            if (keep(prompt, answer, "agate", "the run is being ended")) {
                tell(prompt, answer);
            }
        }
    }

    /// Records an answer unless there is one.
    private boolean keep(Prompt prompt, String answer, String by, String why) {
        return !log.transact(entities -> {
                    var row = entities.find(PromptEntity.class, prompt.id());
                    return row == null || row.answered != null
                            ? List.of()
                            : List.of(new PromptFact.Answered(
                                    prompt.id(), prompt.run(), prompt.sample(), answer, by, why));
                })
                .isEmpty();
    }

    private static Question question(Prompt prompt) {
        return new Question(
                prompt.run().toString(),
                prompt.stepPath(),
                prompt.sample(),
                prompt.question(),
                prompt.choices(),
                prompt.unit(),
                null,
                null);
    }

    private void tell(Prompt prompt, String answer) {
        var callback = waiting.remove(prompt.id());
        if (callback != null) {
            pace.thinks(prompt.run().toString());
            Thread.ofVirtual().start(() -> callback.accept(answer));
        }
    }

    private void takePresets() {
        try {
            var now = time.instant();
            for (var prompt : open(null)) {
                if (prompt.due() == null
                        || prompt.preset() == null
                        || prompt.due().isAfter(now)) {
                    continue;
                }
                if (isHeld(prompt)) {
                    overdue(prompt);
                } else {
                    answer(prompt.id(), prompt.preset(), "default", "nobody answered in time");
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Due prompts are looked at again", e);
        }
    }

    /// A question about a command of an older version had another preset.
    private static boolean isHeld(Prompt prompt) {
        return prompt.about() != null || HOLD.equals(prompt.preset());
    }

    private void overdue(Prompt prompt) {
        log.transact(entities -> {
            var row = entities.find(PromptEntity.class, prompt.id());
            return row == null || row.answered != null || row.due == null
                    ? List.of()
                    : List.of(new PromptFact.Overdue(prompt.id(), prompt.run(), prompt.sample(), prompt.question()));
        });
    }

    /// Watches due times no more.
    public void close() {
        timer.shutdownNow();
    }

    /// Called after an answer was taken; must not block.
    public void onAnswered(Consumer<Prompt> listener) {
        onAnswered.add(listener);
    }

    public Optional<Prompt> find(UUID id) {
        return database.call(entities ->
                Optional.ofNullable(entities.find(PromptEntity.class, id)).map(PromptEntity::view));
    }

    /// The prompt about a command.
    public Optional<Prompt> about(UUID command) {
        return database.call(
                entities -> entities.createQuery("from PromptEntity p where p.about = :command", PromptEntity.class)
                        .setParameter("command", command)
                        .getResultStream()
                        .findFirst()
                        .map(PromptEntity::view));
    }

    private List<Prompt> of(UUID run, String stepPath) {
        return database.call(entities -> entities.createQuery(
                        "from PromptEntity p where p.run = :run and p.stepPath = :path", PromptEntity.class)
                .setParameter("run", run)
                .setParameter("path", stepPath)
                .getResultStream()
                .map(PromptEntity::view)
                .toList());
    }

    /// What waits for an answer, of one run or of all, oldest first.
    public List<Prompt> open(@Nullable UUID run) {
        return database.call(entities -> entities.createQuery(
                        "from PromptEntity p where p.answered is null and (:run is null or p.run = :run) order by p.asked",
                        PromptEntity.class)
                .setParameter("run", run)
                .getResultStream()
                .map(PromptEntity::view)
                .toList());
    }

    /// All prompts, newest first.
    public List<Prompt> all(int most) {
        return database.call(
                entities -> entities.createQuery("from PromptEntity p order by p.asked desc", PromptEntity.class)
                        .setMaxResults(most)
                        .getResultStream()
                        .map(PromptEntity::view)
                        .toList());
    }
}
