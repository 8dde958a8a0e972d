package org.agate.orchestrator.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mutable row of a step execution; only [StepProjection] touches it, in a transaction.
@Entity
@Table(name = "step")
class StepEntity {

    @EmbeddedId
    Key key;

    String state;
    String outcome;
    Instant began;

    @Nullable
    Instant ended;

    /// Run and path.
    @Embeddable
    record Key(@Column(name = "run_id") UUID run, String path) {}

    @SuppressWarnings("NullAway.Init")
    protected StepEntity() {}

    StepEntity(Key key, Instant began) {
        this.key = key;
        this.state = "RUNNING";
        this.outcome = "";
        this.began = began;
    }

    StepExecution view() {
        return new StepExecution(key.path(), state, began, ended);
    }
}
