/// What is believed: a Gaussian process with one length scale per input and the noise of every point.
@NullMarked
package org.agate.optimizer.surrogate;

import org.jspecify.annotations.NullMarked;
