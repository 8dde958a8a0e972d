/// Lab time, and who it waits for. Used by all that acts in the laboratory.
@NullMarked
package org.agate.orchestrator.clock;

import org.jspecify.annotations.NullMarked;
