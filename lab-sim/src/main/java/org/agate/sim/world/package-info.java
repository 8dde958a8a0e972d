/// What powder does: the state of a charge of CsBr and PbBr2, and how mixing, grinding and heating change it.
///
/// Pure arithmetic without noise, clock or devices; the golden points of the reference model hold it to 1e-5.
@NullMarked
package org.agate.sim.world;

import org.jspecify.annotations.NullMarked;
