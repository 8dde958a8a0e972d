/// Where to look before anything is known: low-discrepancy designs.
@NullMarked
package org.agate.optimizer.design;

import org.jspecify.annotations.NullMarked;
