package org.agate.workflows.validation;

import org.jspecify.annotations.Nullable;

/// What a unit operation is called with.
///
/// @param text as written by the caller, or the default
/// @param value what is known of it
/// @param spot where the caller wrote it; null for a default
record Argument(String text, Value value, @Nullable Spot spot) {}
