/// Where the dish is, and how large a pixel is.
@NullMarked
package org.agate.vision.geometry;

import org.jspecify.annotations.NullMarked;
