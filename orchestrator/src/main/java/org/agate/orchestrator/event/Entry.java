package org.agate.orchestrator.event;

/// What is to be kept, before it has a number.
///
/// @param data details for programs, JSON
record Entry(Subject subject, String kind, String text, String data, boolean routine) {}
