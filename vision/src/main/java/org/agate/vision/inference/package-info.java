/// From photographs to a share with its standard deviation and the version of the model that said so.
@NullMarked
package org.agate.vision.inference;

import org.jspecify.annotations.NullMarked;
