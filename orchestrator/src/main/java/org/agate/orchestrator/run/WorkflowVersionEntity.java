package org.agate.orchestrator.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.TreeMap;
import org.agate.orchestrator.database.Json;
import org.agate.workflows.definition.WorkflowVersion;

/// A row for a published version; never changed.
@Entity
@Table(name = "workflow_version")
class WorkflowVersionEntity {

    @EmbeddedId
    Key key;

    String title;
    String files;
    long number;
    Instant published;

    /// Name and content hash.
    @Embeddable
    record Key(
            @Column(name = "name") String name,
            @Column(name = "version") String version) {}

    @SuppressWarnings("NullAway.Init")
    protected WorkflowVersionEntity() {}

    WorkflowVersionEntity(WorkflowFact.Published fact, long number, Instant published) {
        this.key = new Key(fact.name(), fact.version());
        this.title = fact.title();
        this.files = Json.write(fact.files());
        this.number = number;
        this.published = published;
    }

    WorkflowVersion view() {
        var texts = new TreeMap<String, String>();
        Json.map(files).forEach((name, text) -> texts.put(name, String.valueOf(text)));
        return new WorkflowVersion(key.name(), key.version(), texts);
    }
}
