package org.agate.orchestrator.device;

import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;

/// What devices have said of themselves.
public sealed interface DeviceFact extends Fact {

    /// It can do something else than before, or is new.
    ///
    /// @param factsheet JSON
    record Described(String device, String factsheet) implements DeviceFact {
        @Override
        public String text() {
            return "%s says what it can do".formatted(device);
        }

        @Override
        public Subject subject() {
            return Subject.device(device);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }
}
