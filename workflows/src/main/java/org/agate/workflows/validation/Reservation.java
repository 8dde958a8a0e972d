package org.agate.workflows.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agate.workflows.validation.Written.Scalar;

/// Checks a `reserve:grinder,mixer`: what the step around holds until it ends.
record Reservation(LabCatalog lab, Findings findings) {

    private static final String ARM = "arm";

    /// @param inside whether a block around holds something already
    /// @return the families that are held
    Set<String> check(Scalar uri, boolean inside) {
        if (inside) {
            findings.add(
                    uri.spot(),
                    "workflow.reservation.nested",
                    "A reservation inside a reservation: two such runs could wait for each other for ever.",
                    "Maybe reserve everything at once, in the outer block.");
        }
        var wanted = List.of(uri.text().substring("reserve:".length()).split("\\s*,\\s*"));
        var held = new TreeSet<String>();
        for (var family : wanted) {
            int times = java.util.Collections.frequency(new ArrayList<>(wanted), family);
            var known = lab.family(family);
            if (known.isEmpty()) {
                findings.add(
                        uri.spot(),
                        "workflow.device.unknown",
                        "The laboratory has no (%s) to reserve, only %s."
                                .formatted(family, lab.families().keySet()),
                        "Maybe it is spelled differently.");
            } else if (times > known.get().devices()) {
                findings.add(
                        uri.spot(),
                        "workflow.capacity",
                        "%d of (%s) are reserved, there are %d."
                                .formatted(times, family, known.get().devices()),
                        "Maybe reserve fewer.");
            } else if (family.equals(ARM)) {
                findings.add(
                        uri.spot(),
                        "workflow.reservation.arm",
                        "The arm is reserved: nothing else in the laboratory could move meanwhile.",
                        "Maybe leave it out: inside the block it is lent for each move.");
            }
            held.add(family);
        }
        return held;
    }
}
