/// Ratio models as a service: photographs in, shares with their intervals out.
@NullMarked
package org.agate.orchestrator.inference;

import org.jspecify.annotations.NullMarked;
