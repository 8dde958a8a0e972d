package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.event.EventLog;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.definition.WorkflowLibrary;
import org.agate.workflows.definition.WorkflowVersion;
import org.jboss.logging.Logger;

/// The versions of workflows that can be run. Publishing is explicit: editing a file changes nothing until then, and a
/// run keeps the version that it started with.
@ApplicationScoped
public class PublishedWorkflows {

    private static final Logger LOG = Logger.getLogger(PublishedWorkflows.class);

    private final Database database;
    private final EventLog log;
    private final Path folder;

    PublishedWorkflows(Database database, EventLog log, AgateConfig config) {
        this.database = database;
        this.log = log;
        this.folder = config.workflows();
    }

    /// Puts the shipped workflows into the folder, and publishes those of them that never were. A person's draft
    /// stays a draft.
    void open() {
        WorkflowLibrary.unpack(folder);
        var library = drafts();
        library.faults()
                .forEach((name, fault) -> LOG.warnf(
                        "Workflow file left out name=%s: %s",
                        name, String.valueOf(fault.getMessage()).replace('\n', ' ')));
        var shipped = WorkflowLibrary.shipped();
        for (var version : library.all()) {
            if (shipped.contains(version.name()) && latest(version.name()).isEmpty()) {
                publish(version, "agate");
            }
        }
    }

    /// The workflows as their files are now, and what is wrong with those that cannot be read.
    public WorkflowLibrary drafts() {
        return WorkflowLibrary.load(folder);
    }

    /// Publishes a workflow as its files are now.
    ///
    /// @param check throws when it must not be published
    /// @throws WorkflowInvalid when there is none of that name, or it cannot be read
    public WorkflowVersion publish(String name, String by, Consumer<WorkflowVersion> check) {
        var version = drafts().named(name);
        check.accept(version);
        publish(version, by);
        return version;
    }

    private void publish(WorkflowVersion version, String by) {
        log.append(new WorkflowFact.Published(
                version.name(), version.version(), version.definition().title(), version.files(), by));
    }

    /// The version that was published last.
    public Optional<WorkflowVersion> latest(String name) {
        return database.call(entities -> entities.createQuery(
                        "from WorkflowVersionEntity v where v.key.name = :name order by v.number desc",
                        WorkflowVersionEntity.class)
                .setParameter("name", name)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(WorkflowVersionEntity::view));
    }

    /// @throws WorkflowInvalid when none of that name was published
    public WorkflowVersion named(String name) {
        return latest(name)
                .orElseThrow(() -> new WorkflowInvalid(
                        "workflow.unknown",
                        "There is no workflow (%s), only %s."
                                .formatted(
                                        name,
                                        all().stream()
                                                .map(WorkflowVersion::name)
                                                .toList()),
                        "Maybe it was not published yet."));
    }

    /// @throws WorkflowInvalid when it was not published
    public WorkflowVersion get(String name, String version) {
        return database.call(entities -> Optional.ofNullable(
                        entities.find(WorkflowVersionEntity.class, new WorkflowVersionEntity.Key(name, version)))
                .map(WorkflowVersionEntity::view)
                .orElseThrow(() -> new WorkflowInvalid(
                        "workflow.version.unknown",
                        "Workflow (%s) has no published version (%s).".formatted(name, version),
                        "Maybe publish it.")));
    }

    /// The latest version of each, by name.
    public List<WorkflowVersion> all() {
        return database.call(entities -> entities.createQuery("""
                        from WorkflowVersionEntity v where v.number =
                        (select max(w.number) from WorkflowVersionEntity w where w.key.name = v.key.name)
                        order by v.key.name
                        """, WorkflowVersionEntity.class)
                .getResultStream()
                .map(WorkflowVersionEntity::view)
                .toList());
    }
}
