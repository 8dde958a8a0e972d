/// The referee: what physically happened, line by line, and whether it could have.
///
/// Nothing but the twin's own world writes here, so that no defect of an orchestrator or a protocol can hide itself.
@NullMarked
package org.agate.sim.journal;

import org.jspecify.annotations.NullMarked;
