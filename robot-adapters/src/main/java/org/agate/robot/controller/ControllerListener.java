package org.agate.robot.controller;

import java.util.UUID;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Telemetry;
import org.agate.robot.wire.Site;
import org.jspecify.annotations.Nullable;

/// What the controller link tells its owner; the message is acknowledged afterwards. Calls come one after the
/// other, but for [#reported] and [#measured]: those of different devices come at the same time.
///
/// Reports repeat: the same one may come as an event and again in a retained state. Apply them idempotently.
public interface ControllerListener {

    /// Presence, factsheet, state or lease of a device changed.
    void changed(DeviceView device);

    /// Where a command stands, by the device's own word.
    void reported(DeviceId device, UUID commandId, DeviceEvent event);

    /// The device answers, but does not know the command and never will: its lease epoch was raised meanwhile.
    void unknown(DeviceId device, UUID commandId);

    /// The virtual clock of a simulated laboratory.
    void clock(Site.Clock clock);

    /// The broker is reached, or lost: then every device is out of contact at once.
    default void contact(boolean connected) {}

    /// A message could not be handled, after some attempts, and will not come again.
    ///
    /// @param device whose message it is; null when no device's
    default void undeliverable(@Nullable DeviceId device, String topic, String payload, Throwable cause) {}

    /// Another controller is in charge on this broker, or no longer: then nothing is leased and nothing is sent.
    ///
    /// @param other its name; null when there is none
    default void rival(@Nullable String other) {}

    /// Another process has connected under this controller's identity: this one has ended its connection for good.
    default void superseded() {}

    /// Messages of a device were lost; it is asked for everything again.
    default void missed(DeviceId device, long messages) {}

    /// What a device measures all the time.
    default void measured(DeviceId device, Telemetry batch) {}
}
