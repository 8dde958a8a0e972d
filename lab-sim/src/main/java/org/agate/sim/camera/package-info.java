/// What the virtual camera sees: a rendered powder, or a real photograph of the nearest composition.
@NullMarked
package org.agate.sim.camera;

import org.jspecify.annotations.NullMarked;
