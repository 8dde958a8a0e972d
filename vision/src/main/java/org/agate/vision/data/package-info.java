/// Labelled photographs: folders with a CSV of labels, or the layout of Ide et al. 2023.
@NullMarked
package org.agate.vision.data;

import org.jspecify.annotations.NullMarked;
