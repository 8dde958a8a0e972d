/// Is this photograph fit to be measured at all? Focus, exposure, glare, empty dish.
@NullMarked
package org.agate.vision.quality;

import org.jspecify.annotations.NullMarked;
