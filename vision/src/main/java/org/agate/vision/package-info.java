/// Sees: photograph → quality check → features → share of one powder in a mixture, as value ± standard deviation.
///
/// A pure library on OpenCV and Smile. `LabelledFolder` reads photographs, `RatioModel.train` learns from them,
/// `RatioModel.infer` measures.
@NullMarked
package org.agate.vision;

import org.jspecify.annotations.NullMarked;
