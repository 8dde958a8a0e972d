/// Campaigns: the loop from suggestion to observation.
@NullMarked
package org.agate.orchestrator.campaign;

import org.jspecify.annotations.NullMarked;
