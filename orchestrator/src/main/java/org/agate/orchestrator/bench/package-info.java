/// How good the optimizer is, in numbers: known problems and measured tables, beside what others reached.
@NullMarked
package org.agate.orchestrator.bench;

import org.jspecify.annotations.NullMarked;
