/// HTTP towards cameras and servers that may stall.
@NullMarked
package org.agate.robot.http;

import org.jspecify.annotations.NullMarked;
