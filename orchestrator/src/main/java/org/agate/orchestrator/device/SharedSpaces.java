package org.agate.orchestrator.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Spaces that two or more devices reach into, so that only one of them may move at a time.
record SharedSpaces(List<Set<String>> spaces) {

    SharedSpaces {
        spaces = List.copyOf(spaces);
    }

    /// @param written devices with a plus between them, such as `arm-1+arm-2`
    static SharedSpaces of(List<String> written) {
        var spaces = new ArrayList<Set<String>>();
        for (var text : written) {
            var devices = Arrays.stream(text.split("\\+")).map(String::trim).toList();
            if (devices.size() < 2 || Set.copyOf(devices).size() != devices.size()) {
                throw new IllegalArgumentException(
                        "(%s) is no shared space.\nMaybe write it like arm-1+arm-2.".formatted(text));
            }
            spaces.add(Set.copyOf(devices));
        }
        return new SharedSpaces(spaces);
    }

    /// The device that moves where this one would; empty when none does.
    ///
    /// @param moving devices with a command under way
    Optional<String> occupied(String device, Collection<String> moving) {
        return spaces.stream()
                .filter(space -> space.contains(device))
                .flatMap(Set::stream)
                .filter(other -> !other.equals(device) && moving.contains(other))
                .sorted()
                .findFirst();
    }
}
