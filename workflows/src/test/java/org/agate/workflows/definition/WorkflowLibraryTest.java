package org.agate.workflows.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowLibraryTest {

    @TempDir
    Path folder;

    private final Map<String, String> values = new HashMap<>(Map.of(
            "ratio",
            "1",
            "mix",
            "5 min",
            "force",
            "10 N",
            "speed",
            "60 /min",
            "grind",
            "0.5 h",
            "temperature",
            "598.15 K",
            "hold",
            "60 min"));

    @BeforeEach
    void unpack() {
        WorkflowLibrary.unpack(folder);
    }

    @Test
    void valuesAreConvertedToTheDeclaredUnitsAndPresetsFilledIn() {
        var bound = WorkflowLibrary.load(folder)
                .named("mechanochemistry")
                .definition()
                .bind(values);
        assertThat(bound).containsEntry("grind", "30.0 min").containsEntry("charge", "300.0 mg");
        assertThat(bound.get("temperature")).startsWith("325").endsWith(" Cel");
    }

    @Test
    void wrongUnitsRangesAndNamesAreRefused() {
        var workflow = WorkflowLibrary.load(folder).named("mechanochemistry").definition();
        values.put("grind", "30 mg");
        assertThatThrownBy(() -> workflow.bind(values)).hasMessageContaining("30.0 mg");
        values.put("grind", "9 h");
        assertThatThrownBy(() -> workflow.bind(values)).hasMessageContaining("540");
        values.remove("grind");
        assertThatThrownBy(() -> workflow.bind(values)).hasMessageContaining("(grind)");
        values.put("grind", "30 min");
        values.put("gring", "30 min");
        assertThatThrownBy(() -> workflow.bind(values)).hasMessageContaining("(gring)");
    }

    @Test
    void theVersionIsTheContent() throws IOException {
        var before = WorkflowLibrary.load(folder).named("standard").version();
        assertThat(WorkflowLibrary.load(folder).named("standard").version()).isEqualTo(before);
        var file = folder.resolve("standard.kamelet.yaml");
        Files.writeString(file, Files.readString(file) + "# a remark\n");
        assertThat(WorkflowLibrary.load(folder).named("standard").version()).isNotEqualTo(before);
        WorkflowLibrary.unpack(folder);
        assertThat(Files.readString(file)).endsWith("# a remark\n");
    }

    @Test
    void aMalformedFileIsToldWithFileAndLine() throws IOException {
        var file = folder.resolve("broken.kamelet.yaml");
        Files.writeString(file, "kind: Kamelet\nmetadata:\n  name: x\n   bad: [\n");
        assertThatThrownBy(() -> WorkflowLibrary.load(folder)).hasMessageContaining("broken.kamelet.yaml:4");
        Files.writeString(
                file, Files.readString(folder.resolve("standard.kamelet.yaml")).replace("unit: mg", "unit: parsnip"));
        assertThatThrownBy(() -> WorkflowLibrary.load(folder))
                .hasMessageContaining("broken.kamelet.yaml:")
                .hasMessageContaining("parsnip");
    }
}
