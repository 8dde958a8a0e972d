/// The wire: topic names, JSON payloads with their common header, and sequence numbers. No transport, no threads.
///
/// Root topic `sdl`, version 1. Units are UCUM codes; unknown fields are ignored.
@NullMarked
package org.agate.robot.wire;

import org.jspecify.annotations.NullMarked;
