package org.agate.orchestrator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keeps the state of a simulated laboratory and that of another one apart: a data folder belongs to one of them.
///
/// A twin's lab time is ahead of the wall clock, its vials are nowhere and its powders are endless; none of that may
/// meet real devices.
public final class LaboratoryKind {

    private static final String FILE = "laboratory";
    private static final String EMBEDDED = "embedded simulation";
    private static final String EXTERNAL = "devices on a broker";

    private LaboratoryKind() {}

    /// Looks at a folder without changing it.
    ///
    /// @param embedded whether the simulated laboratory inside the server is to use it
    /// @return why it cannot; empty when it can
    public static Optional<String> complaint(Path data, boolean embedded) {
        var file = data.resolve(FILE);
        var wanted = embedded ? EMBEDDED : EXTERNAL;
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var present = Files.readString(file).strip();
            return present.equals(wanted)
                    ? Optional.empty()
                    : Optional.of("data.laboratory: (%s) holds the state of another laboratory (%s, not %s)."
                                    .formatted(data, present, wanted)
                            + " Maybe choose another --data.");
        } catch (IOException e) {
            throw new UncheckedIOException("(%s) cannot be read. Maybe it is of another user.".formatted(file), e);
        }
    }

    /// Marks a new folder, and refuses one that is marked as another's.
    ///
    /// @return why it cannot be used; empty when it can
    static Optional<String> mark(Path data, boolean embedded) {
        var complaint = complaint(data, embedded);
        if (complaint.isEmpty()) {
            try {
                Files.createDirectories(data);
                Files.writeString(data.resolve(FILE), (embedded ? EMBEDDED : EXTERNAL) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("(%s) cannot be written. Maybe the disk is full.".formatted(data), e);
            }
        }
        return complaint;
    }
}
