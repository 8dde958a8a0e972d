package org.agate.orchestrator.device;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/// Mutable row of a step that has its vial worked on by another step's command; only [CommandProjection] touches
/// it, in a transaction.
@Entity
@Table(name = "command_share")
class CommandShareEntity {

    @EmbeddedId
    Key key;

    @Column(name = "sample_id")
    String sample;

    /// Which command, and for which run.
    @Embeddable
    record Key(
            @Column(name = "command_id") UUID command,
            @Column(name = "run_id") UUID run,
            @Column(name = "step_path") String stepPath)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("NullAway.Init")
    protected CommandShareEntity() {}

    CommandShareEntity(CommandFact.Shared fact) {
        this.key = new Key(fact.command(), fact.run(), fact.stepPath());
        this.sample = fact.sample();
    }
}
