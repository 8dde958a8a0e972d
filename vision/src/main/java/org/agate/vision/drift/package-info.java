/// Whether camera, lamp and model still see a reference dish as they used to.
@NullMarked
package org.agate.vision.drift;

import org.jspecify.annotations.NullMarked;
