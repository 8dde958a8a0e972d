package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Mutable row of a campaign; only a projection touches it, in a transaction.
@Entity
@Table(name = "campaign")
class CampaignEntity {

    @Id
    long id;

    String name;
    String plan;

    @Enumerated(EnumType.STRING)
    CampaignState state;

    String reason;
    boolean simulated;

    @Column(name = "model_version")
    @Nullable
    String modelVersion;

    Instant created;

    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init")
    protected CampaignEntity() {}

    CampaignEntity(CampaignFact.Created fact, Instant created) {
        this.id = fact.campaign();
        this.name = fact.plan().name();
        this.plan = Json.write(fact.plan());
        this.state = CampaignState.CALIBRATING;
        this.reason = "";
        this.simulated = fact.simulated();
        this.created = created;
    }

    Campaign view() {
        return new Campaign(
                id, Json.read(plan, CampaignPlan.class), state, reason, simulated, modelVersion, created, ended);
    }
}
