/// Several objectives at once: fronts, the volume that they dominate, and what enlarges it.
@NullMarked
package org.agate.optimizer.pareto;

import org.jspecify.annotations.NullMarked;
