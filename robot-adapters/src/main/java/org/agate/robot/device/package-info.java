/// The device contract: what a device can do, what it is told, what it reports. Values only, no transport.
///
/// Used by workflows (capability checks), by the virtual laboratory (the other end of the wire) and by the controller.
@NullMarked
package org.agate.robot.device;

import org.jspecify.annotations.NullMarked;
