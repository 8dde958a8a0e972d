package org.agate.orchestrator.asktell;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
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

    /// A new one; its space is checked first.
    ///
    /// @throws Problem 409 when the name is taken by another
    OptimizerDocument open(String name, OptimizerDocument document) {
        // A space that contradicts itself, or a design without a point, has no optimizer.
        document.optimizer();
        restorable(document);
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

    /// What a document brings along must be of its space, and its suggestions must be numbered below the next one.
    private static void restorable(OptimizerDocument document) {
        var domain = new Domain(document.space());
        var known = document.experiments();
        known.observations().forEach(observation -> domain.point(observation.recipe()));
        known.failures().forEach(domain::point);
        known.pending().forEach(domain::point);
        known.vetoed().forEach(domain::point);
        var ids = new HashSet<Integer>();
        for (var asked : document.pending()) {
            if (!ids.add(asked.id()) || asked.id() < 0 || asked.id() >= document.next()) {
                throw new Problem(
                        422,
                        "optimizer.pending",
                        "The suggestion (%d) stands twice, or is not below the (next) of (%d)."
                                .formatted(asked.id(), document.next()),
                        "Maybe the document was cut.");
            }
        }
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
            var recipe = recipe(document, id, own);
            // What the space does not know, and values that are no numbers, are refused before they are kept.
            new Domain(document.space()).point(Recipe.of(recipe));
            var told = fact.apply(id != null ? id : awaited(document, recipe), recipe);
            var after = document.after(told);
            after.experiments();
            return new Change<>(List.of(told), after);
        });
    }

    /// The suggestion that waits for this very recipe; null when none does.
    private static @Nullable Integer awaited(OptimizerDocument document, Map<String, Object> recipe) {
        var told = Recipe.of(recipe);
        return document.pending().stream()
                .filter(asked -> Recipe.of(asked.recipe()).equals(told))
                .map(OptimizerDocument.Asked::id)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> recipe(
            OptimizerDocument document, @Nullable Integer id, @Nullable Map<String, Object> own) {
        if (own != null) {
            return own;
        }
        return document.pending().stream()
                .filter(asked -> id != null && asked.id() == id)
                .findFirst()
                .map(OptimizerDocument.Asked::recipe)
                .orElseThrow(() -> new Problem(
                        409,
                        "suggestion.not-awaited",
                        "Nothing is awaited of suggestion (%s).".formatted(id),
                        "Maybe it was told already, or give the recipe of an experiment of your own."));
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
