package org.agate.orchestrator.event;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/// Tables made of one family of facts; nothing else writes them, so they can be dropped and made again.
///
/// @param <F> the sealed family
public interface Projection<F extends Fact> {

    /// The family.
    Class<F> family();

    /// Writes what a fact changes. It depends on the fact and the tables alone.
    ///
    /// @param number of the fact in the log
    void apply(F fact, long number, Instant at, EntityManager entities);
}
