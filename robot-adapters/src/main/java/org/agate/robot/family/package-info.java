/// The device families: which actions a doser, mixer, grinder, furnace, arm or camera offers, in which ranges.
///
/// A vendor's device may offer less, or more; what holds is its own factsheet.
@NullMarked
package org.agate.robot.family;

import org.jspecify.annotations.NullMarked;
