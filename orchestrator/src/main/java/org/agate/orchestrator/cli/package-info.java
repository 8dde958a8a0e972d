/// The commands that people type; a plain main class beside the server.
@NullMarked
package org.agate.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
