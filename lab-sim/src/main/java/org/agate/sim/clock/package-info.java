/// Lab time: a clock that runs faster than the wall, and one that jumps for tests.
@NullMarked
package org.agate.sim.clock;

import org.jspecify.annotations.NullMarked;
