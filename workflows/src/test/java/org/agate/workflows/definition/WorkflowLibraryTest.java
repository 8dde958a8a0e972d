package org.agate.workflows.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
    void aMalformedFileIsToldWithFileAndLineAndTheOthersAreThere() throws IOException {
        var file = folder.resolve("broken.kamelet.yaml");
        for (var malformed : List.of(
                "kind: Kamelet\nmetadata:\n  name: x\n   bad: [\n",
                "kind: Kamelet\nmetadata:\n  name: x\n\tspec: {}\n",
                "kind: Kamelet\nmetadata: {name: x}\nspec:\nspec:\n",
                "")) {
            Files.writeString(file, malformed);
            var library = WorkflowLibrary.load(folder);
            assertThat(library.named("standard").name()).isEqualTo("standard");
            assertThat(library.faults()).containsOnlyKeys("broken");
            assertThat(library.faults().get("broken")).hasMessageContaining("broken.kamelet.yaml:");
            assertThatThrownBy(() -> library.named("broken")).hasMessageContaining("broken.kamelet.yaml:");
        }
        Files.writeString(
                file, Files.readString(folder.resolve("standard.kamelet.yaml")).replace("unit: mg", "unit: °X"));
        assertThat(WorkflowLibrary.load(folder).faults().get("broken"))
                .hasMessageContaining("broken.kamelet.yaml:")
                .hasMessageContaining("(°X)");
    }

    @Test
    void aWorkflowThatCallsWhatIsNotThereIsAFaultOfItsOwn() throws IOException {
        Files.writeString(
                folder.resolve("lost.kamelet.yaml"),
                Files.readString(folder.resolve("standard.kamelet.yaml"))
                        .replace("name: standard", "name: lost")
                        .replace("kamelet:dose", "kamelet:nowhere"));
        var library = WorkflowLibrary.load(folder);
        assertThat(library.faults()).containsOnlyKeys("lost");
        assertThat(library.all()).isNotEmpty();
    }
}
