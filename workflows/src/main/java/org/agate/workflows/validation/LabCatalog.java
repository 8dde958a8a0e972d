package org.agate.workflows.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;
import org.jspecify.annotations.Nullable;

/// What a laboratory can do and has in stock, as validation sees it.
///
/// @param families devices by family
/// @param stockMg milligrams of each powder; empty when nobody knows
/// @param materials rules about powders
public record LabCatalog(Map<String, Family> families, Map<String, Double> stockMg, Materials materials) {

    /// Devices of one kind.
    ///
    /// @param devices how many
    /// @param slots places for vials, over all of them
    public record Family(int devices, int slots, Map<String, Action> actions) {
        public Family {
            actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        }
    }

    /// What they can do.
    ///
    /// @param results the fields of its result; empty when no device says them
    /// @param recovery null when no device says it, which validation refuses
    public record Action(
            Map<String, ParameterRange> params,
            Set<String> results,
            @Nullable Recovery recovery) {
        public Action {
            results = results == null ? Set.of() : Set.copyOf(results);
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }
    }

    public LabCatalog {
        families = Collections.unmodifiableMap(new LinkedHashMap<>(families));
        stockMg = Collections.unmodifiableMap(new LinkedHashMap<>(stockMg));
    }

    /// From what devices say of themselves.
    public static LabCatalog of(Collection<Factsheet> sheets, Map<String, Double> stockMg, Materials materials) {
        var byFamily = new LinkedHashMap<String, List<Factsheet>>();
        sheets.forEach(sheet -> byFamily.computeIfAbsent(sheet.family(), none -> new ArrayList<>())
                .add(sheet));
        var families = new LinkedHashMap<String, Family>();
        byFamily.forEach((name, members) -> families.put(name, family(members)));
        return new LabCatalog(families, stockMg, materials);
    }

    /// From a file that describes a laboratory.
    ///
    /// @throws org.agate.workflows.WorkflowInvalid when it does not
    public static LabCatalog read(Path file, Materials materials) {
        return LabFile.read(file, materials);
    }

    private static Family family(List<Factsheet> members) {
        var actions = new HashMap<String, Action>();
        members.forEach(sheet -> sheet.actions()
                .forEach((name, capability) -> actions.putIfAbsent(
                        name,
                        new Action(capability.params(), capability.results().keySet(), capability.recovery()))));
        int slots = members.stream().mapToInt(sheet -> sheet.slots().size()).sum();
        return new Family(members.size(), slots, actions);
    }

    Optional<Family> family(String name) {
        return Optional.ofNullable(families.get(name));
    }
}
