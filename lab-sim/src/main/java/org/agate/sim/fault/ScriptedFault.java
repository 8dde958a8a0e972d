package org.agate.sim.fault;

import java.time.Duration;

/// A fault that happens for certain: to the first action of a device at or after a time.
///
/// @param after lab time since the laboratory started
/// @param device whose action it hits
public record ScriptedFault(Duration after, String device, Fault fault) {}
