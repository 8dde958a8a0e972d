package org.agate.orchestrator.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an event is about; each part may be missing.
public record Subject(
        @Nullable Long campaign,
        @Nullable UUID run,
        @Nullable String sample,
        @Nullable String device) {

    public static Subject none() {
        return new Subject(null, null, null, null);
    }

    public static Subject campaign(long campaign) {
        return new Subject(campaign, null, null, null);
    }

    public static Subject device(String device) {
        return new Subject(null, null, null, device);
    }

    public Subject sample(String id) {
        return new Subject(campaign, run, id, device);
    }

    public Subject run(UUID id) {
        return new Subject(campaign, id, sample, device);
    }

    public Subject at(String id) {
        return new Subject(campaign, run, sample, id);
    }
}
