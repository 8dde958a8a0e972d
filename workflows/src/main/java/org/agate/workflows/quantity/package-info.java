/// Values with UCUM units, and their conversion to what a device wants.
@NullMarked
package org.agate.workflows.quantity;

import org.jspecify.annotations.NullMarked;
