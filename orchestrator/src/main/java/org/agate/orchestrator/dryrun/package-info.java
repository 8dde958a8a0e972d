/// Runs a workflow in a twin of its own, on virtual time, and says what it would take: the same engine and the
/// same file as in the laboratory.
@NullMarked
package org.agate.orchestrator.dryrun;

import org.jspecify.annotations.NullMarked;
