/// The device board, the command ledger, and the floor that gives each step a free device.
@NullMarked
package org.agate.orchestrator.device;

import org.jspecify.annotations.NullMarked;
