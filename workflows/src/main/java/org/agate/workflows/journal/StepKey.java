package org.agate.workflows.journal;

/// Where a step execution stands: the run, and the path of written ids, such as `grind/load` or `each[2]/dose`.
public record StepKey(String run, String path) {}
