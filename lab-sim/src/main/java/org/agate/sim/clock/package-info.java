/// Lab time: it stands still while anything happens and is moved on by a conductor, or by a test.
@NullMarked
package org.agate.sim.clock;

import org.jspecify.annotations.NullMarked;
