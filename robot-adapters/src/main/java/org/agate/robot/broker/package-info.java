/// Where a broker is and as whom to speak to it. Values only.
@NullMarked
package org.agate.robot.broker;

import org.jspecify.annotations.NullMarked;
