package org.agate.sim.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Scenarios in YAML: those that come with the laboratory, by name, and anyone's own, by path.
public final class ScenarioFile {

    /// The scenarios that come with the laboratory.
    public static final List<String> SHIPPED =
            List.of("cspbbr3", "mix", "salt-sugar", "polymorph", "furnace-batch", "big-lab");

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ScenarioFile() {}

    /// A shipped one by its name, or a file by its path.
    ///
    /// @throws IllegalArgumentException with file, line and column of what is wrong
    public static Scenario find(String nameOrPath) {
        if (SHIPPED.contains(nameOrPath)) {
            return shipped(nameOrPath);
        }
        var path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no scenario (%s).\nMaybe one of %s, or the path of a file."
                    .formatted(nameOrPath, SHIPPED));
        }
        try {
            return parse(nameOrPath, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Scenario (%s) cannot be read.".formatted(path), e);
        }
    }

    private static Scenario shipped(String name) {
        var resource = "/agate-scenarios/%s.yaml".formatted(name);
        try (var in = ScenarioFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("(%s) is not on the class path.".formatted(resource));
            }
            return parse(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario parse(String file, String text) {
        try {
            return YAML.readValue(text, Scenario.class);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? file : "%s:%d:%d".formatted(file, at.getLineNr(), at.getColumnNr());
            throw new IllegalArgumentException(
                    "%s: scenario.malformed: %s".formatted(where, e.getOriginalMessage()), e);
        }
    }
}
