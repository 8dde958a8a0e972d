/// The composition root: the embedded broker and virtual laboratory.
@NullMarked
package org.agate.orchestrator.lab;

import org.jspecify.annotations.NullMarked;
