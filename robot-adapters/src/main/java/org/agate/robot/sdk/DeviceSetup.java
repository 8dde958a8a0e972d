package org.agate.robot.sdk;

import java.time.InstantSource;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.DeviceId;

/// Where a device lives and what it is given.
///
/// @param session random per start
/// @param wall wall time: leases and time to live never follow a simulated clock
/// @param lab lab time: the same as `wall` but in a simulated laboratory
public record DeviceSetup(
        DeviceId device,
        Broker broker,
        String session,
        InstantSource wall,
        InstantSource lab,
        DeviceLedger ledger,
        Sensors sensors) {}
