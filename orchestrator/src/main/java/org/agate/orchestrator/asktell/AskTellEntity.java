package org.agate.orchestrator.asktell;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// Mutable row of an optimizer; only [AskTellProjection] touches it, in a transaction.
@Entity
@Table(name = "ask_tell")
class AskTellEntity {

    @Id
    String name;

    String document;

    @SuppressWarnings("NullAway.Init")
    protected AskTellEntity() {}

    AskTellEntity(String name, String document) {
        this.name = name;
        this.document = document;
    }
}
