/// Photographs as OpenCV sees them, and the one place that loads its native library.
@NullMarked
package org.agate.vision.image;

import org.jspecify.annotations.NullMarked;
