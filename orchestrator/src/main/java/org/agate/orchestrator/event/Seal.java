package org.agate.orchestrator.event;

import java.time.Instant;
import org.agate.orchestrator.database.Sha256;

/// The hash that seals an entry of the log to the one before it.
final class Seal {

    /// How seals are made now; entries of form 1 were sealed without their subject and number.
    static final int FORM = 2;

    private Seal() {}

    static String of(String before, long id, Instant at, String kind, Subject subject, String text, String data) {
        return Sha256.of(String.join(
                "\u0000",
                before,
                String.valueOf(id),
                at.toString(),
                kind,
                String.valueOf(subject.campaign()),
                String.valueOf(subject.run()),
                String.valueOf(subject.sample()),
                String.valueOf(subject.device()),
                text,
                data));
    }

    /// The seal that an entry should have.
    static String of(String before, LabEvent event, int form) {
        return form == 1
                ? Sha256.of(before + event.at() + event.kind() + event.text() + event.data())
                : of(
                        before,
                        event.id(),
                        event.at(),
                        event.kind(),
                        new Subject(event.campaign(), event.run(), event.sample(), event.device()),
                        event.text(),
                        event.data());
    }
}
