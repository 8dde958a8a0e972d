package org.agate.orchestrator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaboratoryKindTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderOfTheSimulatedLaboratoryIsNotUsedForRealDevices() {
        var data = folder.resolve("data");
        assertThat(LaboratoryKind.complaint(data, false)).isEmpty();
        assertThat(LaboratoryKind.mark(data, true)).isEmpty();
        assertThat(LaboratoryKind.mark(data, true)).isEmpty();
        assertThat(LaboratoryKind.complaint(data, false).orElseThrow())
                .contains(data.toString())
                .contains("embedded simulation");
        assertThat(LaboratoryKind.mark(data, false)).isPresent();
        assertThat(LaboratoryKind.mark(data, true))
                .as("a refusal changes nothing")
                .isEmpty();
    }
}
