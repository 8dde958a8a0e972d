/// Finds peaks in one-dimensional patterns, without knowing what they mean.
@NullMarked
package org.agate.analysis.peak;

import org.jspecify.annotations.NullMarked;
