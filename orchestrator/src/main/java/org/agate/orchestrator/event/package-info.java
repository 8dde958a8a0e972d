/// The append-only event log and its live stream.
@NullMarked
package org.agate.orchestrator.event;

import org.jspecify.annotations.NullMarked;
