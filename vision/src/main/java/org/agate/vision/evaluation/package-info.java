/// How good a model is on photographs that it has not seen.
@NullMarked
package org.agate.vision.evaluation;

import org.jspecify.annotations.NullMarked;
