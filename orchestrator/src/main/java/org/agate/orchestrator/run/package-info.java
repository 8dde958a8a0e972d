/// Workflow runs and their step journal, on Camel.
@NullMarked
package org.agate.orchestrator.run;

import org.jspecify.annotations.NullMarked;
