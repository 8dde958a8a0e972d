/// The device's side: give it a factsheet and a handler per action, and it speaks the protocol.
///
/// ```java
/// var device = new DeviceRuntime(setup, factsheet, Map.of("grind", new Grinding(motor)));
/// device.start();
/// ```
/// It keeps a durable ledger of command ids (written before anything moves), refuses what it must, grants leases,
/// announces itself with a will and reports every transition.
@NullMarked
package org.agate.robot.sdk;

import org.jspecify.annotations.NullMarked;
