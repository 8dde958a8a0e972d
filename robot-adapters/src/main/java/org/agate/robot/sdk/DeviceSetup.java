package org.agate.robot.sdk;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.agate.robot.device.DeviceId;

/// Where a device lives and what it is given.
///
/// @param broker such as `tcp://127.0.0.1:1883`
/// @param session random per start
/// @param wall wall time: leases and time to live never follow a simulated clock
/// @param slots which sample is in which slot, now
public record DeviceSetup(
        DeviceId device,
        String broker,
        String session,
        InstantSource wall,
        DeviceLedger ledger,
        Supplier<Map<String, String>> slots) {}
