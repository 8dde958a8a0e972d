package org.agate.optimizer;

import java.util.Optional;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.surrogate.Posterior;

/// A proposed next experiment and why it was proposed.
///
/// @param index how many recipes of the campaign were suggested before it
/// @param predicted what the model expects there; empty while there is no model
/// @param reason a sentence for the scientist who reviews it
public record Suggestion(int index, Recipe recipe, Optional<Posterior> predicted, String reason) {

    /// The same under another index.
    public Suggestion numbered(int other) {
        return new Suggestion(other, recipe, predicted, reason);
    }

    /// The same for a recipe that differs by rounding only.
    Suggestion of(Recipe rounded) {
        return new Suggestion(index, rounded, predicted, reason);
    }
}
