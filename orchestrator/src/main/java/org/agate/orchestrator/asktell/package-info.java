/// Optimizers that others ask and tell over HTTP: their experiments are made elsewhere.
@NullMarked
package org.agate.orchestrator.asktell;

import org.jspecify.annotations.NullMarked;
