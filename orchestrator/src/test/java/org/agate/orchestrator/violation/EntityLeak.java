package org.agate.orchestrator.violation;

/// Breaks a rule on purpose: the architecture test proves with it that it bites.
public final class EntityLeak {

    private EntityLeak() {}

    /// An entity that everybody can see.
    public static final class LeakedEntity {}
}
