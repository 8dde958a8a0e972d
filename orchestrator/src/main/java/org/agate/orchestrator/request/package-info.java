/// Requests that may be repeated: a key that the client chooses makes the second one an answer and no order.
@NullMarked
package org.agate.orchestrator.request;

import org.jspecify.annotations.NullMarked;
