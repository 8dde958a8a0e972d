/// The sizes of grains, from the same photograph.
@NullMarked
package org.agate.vision.grain;

import org.jspecify.annotations.NullMarked;
