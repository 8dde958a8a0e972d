/// Closes the loop: campaign → suggestion → run → command → event → sample → capture → inference → observation.
@NullMarked
package org.agate.orchestrator;

import org.jspecify.annotations.NullMarked;
