/// Samples, where they stand, and the images taken of them.
@NullMarked
package org.agate.orchestrator.sample;

import org.jspecify.annotations.NullMarked;
