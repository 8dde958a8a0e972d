/// The place where photographs are taken: its light, its field, its colour card.
@NullMarked
package org.agate.vision.station;

import org.jspecify.annotations.NullMarked;
