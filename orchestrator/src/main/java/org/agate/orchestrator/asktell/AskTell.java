package org.agate.orchestrator.asktell;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.agate.optimizer.Suggestion;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// Optimizers by name. Thread-safe; what two ask at the same time is answered one after the other.
@ApplicationScoped
public class AskTell {

    private static final int MOST_ATTEMPTS = 20;

    private final Database database;
    private final EventLog log;

    AskTell(Database database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /// All names.
    public List<String> names() {
        return database.call(
                entities -> entities.createQuery("select a.name from AskTellEntity a order by a.name", String.class)
                        .getResultList());
    }

    /// All that one is.
    ///
    /// @throws Problem 404
    public OptimizerDocument get(String name) {
        return find(name)
                .orElseThrow(() -> new Problem(
                        404,
                        "optimizer.unknown",
                        "There is no optimizer (%s).".formatted(name),
                        "Maybe open it first, or look at the list."));
    }

    private Optional<OptimizerDocument> find(String name) {
        return database.call(entities -> Optional.ofNullable(entities.find(AskTellEntity.class, name))
                .map(row -> Json.read(row.document, OptimizerDocument.class)));
    }

    /// A new one.
    ///
    /// @param document checked
    /// @throws Problem 409 when the name is taken by another
    OptimizerDocument open(String name, OptimizerDocument document) {
        var kept = log.transact(entities -> entities.find(AskTellEntity.class, name) == null
                ? List.of(new AskTellFact.Opened(name, document))
                : List.of());
        if (kept.isEmpty()) {
            throw new Problem(
                    409,
                    "optimizer.taken",
                    "There is an optimizer (%s) already.".formatted(name),
                    "Maybe choose another name.");
        }
        return document;
    }

    /// A suggestion and the id that it is told by.
    record Awaited(int id, Suggestion suggestion) {}

    /// The next suggestions, which are awaited from then on.
    List<Awaited> ask(String name, int count) {
        return change(name, document -> {
            var facts = new ArrayList<AskTellFact>();
            var awaited = new ArrayList<Awaited>();
            for (var suggestion : document.optimizer().ask(document.experiments(), count)) {
                int id = document.next() + facts.size();
                facts.add(new AskTellFact.Asked(name, id, suggestion.recipe().named(), suggestion.reason()));
                awaited.add(new Awaited(id, suggestion));
            }
            return new Change<>(facts, awaited);
        });
    }

    /// A fact about a suggestion, or about an experiment of one's own.
    OptimizerDocument tell(
            String name,
            @Nullable Integer id,
            @Nullable Map<String, Object> own,
            BiFunction<@Nullable Integer, Map<String, Object>, AskTellFact> fact) {
        return change(name, document -> {
            var told = document.told(id, own, fact);
            var after = document.after(told);
            after.experiments();
            return new Change<>(List.of(told), after);
        });
    }

    private record Change<T>(List<AskTellFact> facts, T answer) {}

    /// Decides by what is known, and keeps it unless somebody else was faster: then it decides anew.
    private <T> T change(String name, Function<OptimizerDocument, Change<T>> decision) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var document = get(name);
            var change = decision.apply(document);
            var known = Json.write(document);
            var kept = log.transact(entities -> {
                var row = entities.find(AskTellEntity.class, name);
                return row != null && row.document.equals(known) ? change.facts() : List.of();
            });
            if (!kept.isEmpty()) {
                return change.answer();
            }
        }
        throw new Problem(
                503,
                "optimizer.busy",
                "Optimizer (%s) is asked and told by too many at once.".formatted(name),
                "Maybe try again.");
    }
}
