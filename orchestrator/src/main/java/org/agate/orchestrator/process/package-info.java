/// The server as a child process and its API, as the commands use them.
@NullMarked
package org.agate.orchestrator.process;

import org.jspecify.annotations.NullMarked;
