package org.agate.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderThatAnotherServerUsesIsRefusedByName() throws IOException {
        var database = Files.createFile(folder.resolve("agate.mv.db"));
        DataFolder.check(folder);
        try (var channel = FileChannel.open(database, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> DataFolder.check(folder))
                    .isInstanceOf(WrongUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another server");
        }
        DataFolder.check(folder);
    }

    @Test
    void aFolderThatIsStillToBeMadeIsFineWhereItCanBeMade() {
        DataFolder.check(folder.resolve("new/deep"));
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aFolderBelowAFileIsRefused() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataFolder.check(file.resolve("data")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("cannot be written");
    }
}
