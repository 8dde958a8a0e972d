package org.agate.orchestrator.campaign;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Recipe;

/// A suggestion that the laboratory can make: what it cannot goes back to the optimizer, three times at most; then the
/// design decides, and the reason says so.
final class FeasibleSuggestion {

    private static final int MOST_RETURNED = 3;
    private static final int MOST_DESIGNED = 50;

    private final Optimizer optimizer;
    private final Function<Experiments, Suggestion> asking;
    private final Function<Recipe, Optional<String>> objecting;
    private final Consumer<CampaignFact> log;
    private final long campaign;

    /// @param asking how the optimizer is asked
    /// @param objecting why a recipe cannot be made
    /// @param log is told of each suggestion that goes back
    FeasibleSuggestion(
            Optimizer optimizer,
            Function<Experiments, Suggestion> asking,
            Function<Recipe, Optional<String>> objecting,
            Consumer<CampaignFact> log,
            long campaign) {
        this.optimizer = optimizer;
        this.asking = asking;
        this.objecting = objecting;
        this.log = log;
        this.campaign = campaign;
    }

    /// Empty when not even the design has one.
    Optional<Suggestion> next(Experiments told) {
        var known = told;
        for (int returned = 0; returned <= MOST_RETURNED; returned++) {
            var suggestion = asking.apply(known);
            var objection = objecting.apply(suggestion.recipe());
            if (objection.isEmpty()) {
                return Optional.of(suggestion.numbered(told.suggested()));
            }
            log.accept(new CampaignFact.Returned(campaign, suggestion.recipe().named(), objection.get()));
            known = known.veto(suggestion.recipe());
        }
        for (int draw = 0; draw < MOST_DESIGNED; draw++) {
            var designed = optimizer.design(told, draw);
            if (objecting.apply(designed.recipe()).isEmpty()) {
                return Optional.of(designed);
            }
        }
        return Optional.empty();
    }
}
