/// From what a run left behind to what the optimizer is told: value and standard deviation.
@NullMarked
package org.agate.orchestrator.observation;

import org.jspecify.annotations.NullMarked;
