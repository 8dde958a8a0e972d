package org.agate.orchestrator.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.agate.orchestrator.database.Json;
import org.agate.vision.inference.Reason;
import org.jspecify.annotations.Nullable;

/// A row for what vision made of a sample's photographs; never changed.
@Entity
@Table(name = "inference")
class InferenceEntity {

    @Id
    long id;

    @Column(name = "sample_id")
    String sample;

    @Nullable
    Double share;

    @Column(name = "standard_deviation")
    @Nullable
    Double standardDeviation;

    int shots;
    String defects;

    @Column(name = "model_version")
    String modelVersion;

    String why;

    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected InferenceEntity() {}

    InferenceEntity(SampleFact.Inferred inferred, long number, Instant created) {
        this.id = number;
        this.sample = inferred.sample();
        this.share = inferred.share();
        this.standardDeviation = inferred.standardDeviation();
        this.shots = inferred.shots();
        this.defects = SampleProjection.words(inferred.defects());
        this.modelVersion = inferred.modelVersion();
        this.why = Json.write(inferred.why());
        this.created = created;
    }

    Reading view() {
        return new Reading(
                share,
                standardDeviation,
                shots,
                defects,
                modelVersion,
                List.of(Json.read(why, Reason[].class)),
                created);
    }
}
