/// The port through which steps are recorded, and the keys under which they are found again.
@NullMarked
package org.agate.workflows.journal;

import org.jspecify.annotations.NullMarked;
