/// What people are asked, and what they answered. A prompt is durable: it is the same after a restart.
@NullMarked
package org.agate.orchestrator.operator;

import org.jspecify.annotations.NullMarked;
