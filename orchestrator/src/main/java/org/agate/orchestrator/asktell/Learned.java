package org.agate.orchestrator.asktell;

import java.util.List;
import org.agate.optimizer.insight.Insight;

/// What a model says of itself.
///
/// @param coverage68 part of the results within one standard deviation of what the others say of them
/// @param health what a person should know before trusting it
public record Learned(List<Insight.Relevance> relevance, double coverage68, double coverage95, List<String> health) {

    public Learned {
        relevance = List.copyOf(relevance);
        health = List.copyOf(health);
    }

    public static Learned of(Insight insight) {
        return new Learned(insight.relevance(), insight.coverage68(), insight.coverage95(), insight.health());
    }
}
