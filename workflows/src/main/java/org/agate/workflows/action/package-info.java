/// The port through which a workflow asks the laboratory to do something.
@NullMarked
package org.agate.workflows.action;

import org.jspecify.annotations.NullMarked;
