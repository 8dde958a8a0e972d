/// The conformance kit: named trials that any device can be put to from outside, whatever it is written in.
///
/// It speaks the protocol only; a trial says what was sent, what was seen, and what should have been.
@NullMarked
package org.agate.robot.conformance;

import org.jspecify.annotations.NullMarked;
