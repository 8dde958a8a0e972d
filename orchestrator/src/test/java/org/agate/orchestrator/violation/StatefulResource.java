package org.agate.orchestrator.violation;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/// Breaks rules on purpose: the architecture test proves with it that they bite.
public final class StatefulResource {

    @Inject
    public EntityManager entities;
}
