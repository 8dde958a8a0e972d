package org.agate.orchestrator.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.agate.vision.inference.Inference;
import org.jspecify.annotations.Nullable;

/// A row for what vision made of a sample's photographs; never changed.
@Entity
@Table(name = "inference")
class InferenceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

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

    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected InferenceEntity() {}

    InferenceEntity(String sample, Inference inference, Instant created) {
        this.sample = sample;
        this.modelVersion = inference.modelVersion();
        this.created = created;
        switch (inference) {
            case Inference.Measured measured -> {
                this.share = measured.share();
                this.standardDeviation = measured.standardDeviation();
                this.shots = measured.shots();
                this.defects = "";
            }
            case Inference.Refused refused -> {
                this.shots = 0;
                this.defects = String.join(
                        ",", refused.defects().stream().map(Enum::name).sorted().toList());
            }
        }
    }
}
