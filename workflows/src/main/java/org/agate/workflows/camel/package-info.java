/// The Camel components `robot:` and `sample:`, and the interceptor that journals every step.
@NullMarked
package org.agate.workflows.camel;

import org.jspecify.annotations.NullMarked;
