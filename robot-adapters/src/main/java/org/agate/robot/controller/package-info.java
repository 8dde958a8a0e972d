/// The orchestrator's side: finds devices, holds their leases, sends commands until they are answered, and reports
/// what happens. What must survive a crash is the listener's: it is called before a message is acknowledged.
@NullMarked
package org.agate.robot.controller;

import org.jspecify.annotations.NullMarked;
