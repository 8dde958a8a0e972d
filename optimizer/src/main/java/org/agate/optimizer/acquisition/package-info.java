/// What is worth trying: criteria over the surrogate, with their gradients.
@NullMarked
package org.agate.optimizer.acquisition;

import org.jspecify.annotations.NullMarked;
