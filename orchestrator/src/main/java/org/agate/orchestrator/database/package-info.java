/// Transactions and the one entity manager.
@NullMarked
package org.agate.orchestrator.database;

import org.jspecify.annotations.NullMarked;
