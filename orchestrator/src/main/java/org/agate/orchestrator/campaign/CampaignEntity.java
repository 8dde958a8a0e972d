package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Mutable row of a campaign; only [CampaignStore] touches it, in a transaction.
@Entity
@Table(name = "campaign")
class CampaignEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

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

    CampaignEntity(CampaignPlan plan, boolean simulated, Instant created) {
        this.name = plan.name();
        this.plan = Json.write(plan);
        this.state = CampaignState.RUNNING;
        this.reason = "";
        this.simulated = simulated;
        this.created = created;
    }

    Campaign view() {
        return new Campaign(
                Objects.requireNonNull(id),
                Json.read(plan, CampaignPlan.class),
                state,
                reason,
                simulated,
                modelVersion,
                created,
                ended);
    }
}
