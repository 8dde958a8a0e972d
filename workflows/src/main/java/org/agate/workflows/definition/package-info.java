/// Workflow files: their declared parameters with units and ranges, their version, and the folder that holds them.
@NullMarked
package org.agate.workflows.definition;

import org.jspecify.annotations.NullMarked;
