/// What the model has learned, said so that a scientist can check it.
@NullMarked
package org.agate.optimizer.insight;

import org.jspecify.annotations.NullMarked;
