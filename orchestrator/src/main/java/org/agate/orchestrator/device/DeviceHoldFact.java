package org.agate.orchestrator.device;

import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;

/// A person's hold of a device: asked for, reached when the device has come to rest, and given back.
public sealed interface DeviceHoldFact extends Fact {

    String device();

    @Override
    default Subject subject() {
        return Subject.device(device());
    }

    /// A person wants to work at the device.
    record Requested(String device, String by, String why) implements DeviceHoldFact {
        @Override
        public String text() {
            return "%s wants to work at %s: %s".formatted(by, device, why);
        }
    }

    /// It rests and is empty: the person may work at it.
    record Reached(String device) implements DeviceHoldFact {
        @Override
        public String text() {
            return "%s rests: it is held for a person".formatted(device);
        }
    }

    /// The person is done.
    record Released(String device, String by, String why) implements DeviceHoldFact {
        @Override
        public String text() {
            return "%s released %s: %s".formatted(by, device, why);
        }
    }
}
