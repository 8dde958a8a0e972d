/// Which devices stand in the laboratory, and starting all of it.
@NullMarked
package org.agate.sim.scenario;

import org.jspecify.annotations.NullMarked;
