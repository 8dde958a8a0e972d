package org.agate.orchestrator.run;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.definition.WorkflowCatalog;
import org.agate.workflows.definition.WorkflowDefinition;
import org.agate.workflows.definition.WorkflowVersion;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/// The routes of the versions that runs are pinned to, built when they are first needed. Thread-safe.
@Singleton
@Unremovable
public class RouteBook implements WorkflowCatalog {

    private final CamelContext camel;
    private final Map<String, WorkflowDefinition> routed = new ConcurrentHashMap<>();

    RouteBook(CamelContext camel) {
        this.camel = camel;
    }

    /// Builds what is missing.
    ///
    /// @throws WorkflowInvalid when Camel cannot build it
    synchronized void build(WorkflowVersion version) {
        if (routed.containsKey(version.definition().routeId())) {
            return;
        }
        // A sub-workflow's definition is asked for while its caller's route is built.
        version.files().keySet().forEach(part -> {
            var definition = version.definition(part);
            routed.put(definition.routeId(), definition);
        });
        try {
            for (var source : version.sources()) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(source.location(), source.yaml()));
            }
        } catch (Exception e) {
            version.files()
                    .keySet()
                    .forEach(part -> routed.remove(version.definition(part).routeId()));
            throw new WorkflowInvalid(
                    "workflow.route.invalid",
                    "Camel cannot build workflow (%s): %s".formatted(version.name(), e.getMessage()),
                    "Maybe a component or Kamelet is misspelled.",
                    e);
        }
    }

    @Override
    public WorkflowDefinition routed(String routeId) {
        var definition = routed.get(routeId);
        if (definition == null) {
            throw new WorkflowInvalid(
                    "workflow.unknown",
                    "There is no route (%s).".formatted(routeId),
                    "Maybe that version was not published.");
        }
        return definition;
    }
}
