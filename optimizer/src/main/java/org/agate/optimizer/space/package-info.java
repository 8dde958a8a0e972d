/// What may be varied: parameters with bounds and units, mixtures, and the recipes drawn from them.
@NullMarked
package org.agate.optimizer.space;

import org.jspecify.annotations.NullMarked;
