package org.agate.workflows.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.workflows.WorkflowInvalid;
import org.jspecify.annotations.Nullable;

/// Rules about powders: which must not meet in a vial, and how much of what a vial, a mortar and a furnace may see.
///
/// @param materials by name
/// @param apart pairs of classes that must not meet
public record Materials(Map<String, Material> materials, List<List<String>> apart) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /// A powder.
    ///
    /// @param classes such as `oxidiser` or `fuel`
    /// @param mostMg in one vial; null for no limit
    /// @param mostGrind force times time in a mortar, N min; null for no limit
    /// @param hottest in a furnace, Cel; null for no limit
    public record Material(
            @Nullable List<String> classes,
            @JsonProperty("most_mg") @Nullable Double mostMg,
            @JsonProperty("most_grind_N_min") @Nullable Double mostGrind,
            @JsonProperty("hottest_C") @Nullable Double hottest) {
        public Material {
            classes = classes == null ? List.of() : List.copyOf(classes);
        }

        List<String> kinds() {
            return classes == null ? List.of() : classes;
        }
    }

    public Materials {
        materials = materials == null ? Map.of() : Map.copyOf(materials);
        apart = apart == null ? List.of() : List.copyOf(apart);
    }

    /// No rules.
    public static Materials none() {
        return new Materials(Map.of(), List.of());
    }

    /// Reads a file of rules; one that is not there has none.
    ///
    /// @throws WorkflowInvalid when it is malformed
    public static Materials read(Path file) {
        if (!Files.exists(file)) {
            return none();
        }
        try {
            return YAML.readValue(Files.readString(file), Materials.class);
        } catch (JsonProcessingException e) {
            throw new WorkflowInvalid(
                    "workflow.materials.malformed",
                    "(%s) holds no rules about materials: %s".formatted(file, e.getOriginalMessage()),
                    "Maybe compare it with the shipped one.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("(%s) cannot be read.".formatted(file), e);
        }
    }

    Optional<Material> of(String name) {
        return Optional.ofNullable(materials.get(name));
    }

    /// Why two powders must not meet; empty when they may.
    Optional<String> quarrel(String one, String other) {
        var quarrels = new ArrayList<String>();
        for (var pair : apart) {
            if (is(one, pair.getFirst()) && is(other, pair.getLast())
                    || is(one, pair.getLast()) && is(other, pair.getFirst())) {
                quarrels.add("%s and %s".formatted(pair.getFirst(), pair.getLast()));
            }
        }
        return quarrels.stream().findFirst();
    }

    private boolean is(String material, String kind) {
        return material.equals(kind)
                || of(material).filter(each -> each.kinds().contains(kind)).isPresent();
    }
}
