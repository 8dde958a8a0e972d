package org.agate.workflows.definition;

/// The workflows that routes were built for.
@FunctionalInterface
public interface WorkflowCatalog {

    /// @param routeId name and version, as [WorkflowDefinition#routeId] writes it
    /// @throws org.agate.workflows.WorkflowInvalid `workflow.unknown` when there is none
    WorkflowDefinition routed(String routeId);
}
