package org.agate.workflows.validation;

/// A place in a file; lines and columns count from one.
record Spot(String file, int line, int column) {}
