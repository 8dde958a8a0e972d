/// Disasters on purpose: the orchestrator as a child process, the twin with its journal as referee, and what must hold
/// afterwards.
@NullMarked
package org.agate.orchestrator.chaos;

import org.jspecify.annotations.NullMarked;
