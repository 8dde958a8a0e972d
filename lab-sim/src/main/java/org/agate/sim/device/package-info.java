/// The virtual devices: the far end of the wire, with the noise of real ones.
@NullMarked
package org.agate.sim.device;

import org.jspecify.annotations.NullMarked;
