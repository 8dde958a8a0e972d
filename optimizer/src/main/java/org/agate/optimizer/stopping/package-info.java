/// Whether another experiment is worth it: four rules side by side, each with its number and its reason.
@NullMarked
package org.agate.optimizer.stopping;

import org.jspecify.annotations.NullMarked;
