/// The two numerical tools the module owns: the normal distribution in its far tail, and a minimiser on convex sets.
@NullMarked
package org.agate.optimizer.numeric;

import org.jspecify.annotations.NullMarked;
