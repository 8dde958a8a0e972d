package org.agate.orchestrator.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.agate.orchestrator.database.Sha256;
import org.agate.orchestrator.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final byte[] PICTURE = "a picture".getBytes(UTF_8);
    private static final String NAME = Sha256.of(PICTURE);

    @TempDir
    private Path folder;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    private FileStore store() {
        return new FileStore(folder, free::get);
    }

    private Path file() {
        return folder.resolve(NAME.substring(0, 2)).resolve(NAME);
    }

    @Test
    void whatIsKeptIsGivenAndTheAuditIsContent() {
        assertThat(store().keep(PICTURE)).isEqualTo(NAME);
        assertThat(store().get(NAME)).hasValue(PICTURE);
        assertThat(store().audit().files()).isEqualTo(1);
        assertThat(store().audit().damaged()).isEmpty();
    }

    @Test
    void contentOfAnotherHashIsNotKept() {
        assertThat(store().put(NAME, new byte[] {1})).isFalse();
        assertThat(store().put("../../etc/passwd", PICTURE)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatWouldTakeTheRoomOfTheLogIsRefusedAndLeavesNothing() {
        free.set(256L << 20);
        assertThatThrownBy(() -> store().keep(PICTURE))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("file.no-room"));
        assertThat(folder).isEmptyDirectory();
        free.set((256L << 20) + PICTURE.length);
        store().keep(PICTURE);
        assertThat(file()).hasBinaryContent(PICTURE);
        free.set(0);
        assertThat(store().put(NAME, PICTURE)).as("a repeat needs no room").isTrue();
    }

    @Test
    void aFlippedBitIsFoundWhenTheFileIsReadAndByTheAudit() throws IOException {
        store().keep(PICTURE);
        var damaged = PICTURE.clone();
        damaged[3] ^= 1;
        Files.write(file(), damaged);
        assertThatThrownBy(() -> store().get(NAME))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("file.damaged"));
        assertThat(store().audit().damaged()).containsExactly(NAME);
        store().keep(PICTURE);
        assertThat(store().get(NAME)).hasValue(PICTURE);
    }

    @Test
    void aFileThatIsStillWrittenIsNotTakenForADamagedOne() throws IOException {
        store().keep(PICTURE);
        Files.write(file().resolveSibling(NAME + "123.new"), new byte[] {1});
        assertThat(store().audit().files()).isEqualTo(1);
        assertThat(store().audit().damaged()).isEmpty();
    }
}
