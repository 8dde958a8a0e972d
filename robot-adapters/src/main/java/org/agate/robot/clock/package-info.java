/// Time that does not depend on how a machine's wall clock is set.
@NullMarked
package org.agate.robot.clock;

import org.jspecify.annotations.NullMarked;
