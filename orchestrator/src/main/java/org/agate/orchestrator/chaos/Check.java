package org.agate.orchestrator.chaos;

/// Something that must hold after a disaster.
///
/// @param detail the figures
public record Check(String name, boolean held, String detail) {}
