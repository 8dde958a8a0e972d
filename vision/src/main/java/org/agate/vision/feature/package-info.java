/// Numbers that describe colour and texture of a powder.
@NullMarked
package org.agate.vision.feature;

import org.jspecify.annotations.NullMarked;
