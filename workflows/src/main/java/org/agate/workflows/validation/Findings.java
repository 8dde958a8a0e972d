package org.agate.workflows.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects findings; the same one at the same place is kept once. Mutable, for one validation.
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void add(Spot spot, String code, String message, String advice) {
        var finding = new Finding(spot.file(), spot.line(), spot.column(), code, message, advice);
        boolean known = found.stream()
                .anyMatch(each -> each.code().equals(code)
                        && each.line() == spot.line()
                        && each.column() == spot.column()
                        && each.file().equals(spot.file()));
        if (!known) {
            found.add(finding);
        }
    }

    List<Finding> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(Finding::file)
                        .thenComparing(Finding::line)
                        .thenComparing(Finding::column))
                .toList();
    }
}
