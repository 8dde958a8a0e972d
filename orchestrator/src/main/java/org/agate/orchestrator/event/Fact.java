package org.agate.orchestrator.event;

/// Something that happened, typed: what the log keeps for ever, and what the tables are made of.
///
/// Each package has a sealed family of its own facts, named after what they are about: `RunFact.Started` is kept as
/// `run.started`, its components as JSON.
public interface Fact {

    /// Dotted, such as `run.started`.
    default String kind() {
        return FactKinds.of(getClass());
    }

    /// A sentence for the lab book.
    String text();

    /// What it is about.
    Subject subject();

    /// Whether it is too common for the lab book: kept, but not shown unless asked for.
    default boolean routine() {
        return false;
    }
}
