package org.agate.orchestrator.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agate.orchestrator.event.LogHead.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogHeadTest {

    private static final String HASH = "ab".repeat(32);

    @TempDir
    private Path folder;

    @Test
    void aHeadBehindWhichALongerLineHasLeftItsEndIsRead() throws IOException {
        var file = folder.resolve("log-head");
        Files.writeString(file, "%019d %s\n%s".formatted(9, HASH, "cd\n"));
        assertThat(LogHead.read(file)).contains(new Mark(9, HASH));
    }

    @Test
    void aHeadWithTheDigitsOfAnotherScriptIsRead() throws IOException {
        var file = folder.resolve("log-head");
        Files.writeString(
                file,
                "\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F1\u06F2 "
                        + HASH + "\n");
        assertThat(LogHead.read(file)).contains(new Mark(12, HASH));
    }

    @Test
    void aHeadThatAPowerCutLeftHalfWrittenCountsAsNone() throws IOException {
        var file = folder.resolve("log-head");
        Files.writeString(file, "0000000000");
        assertThat(LogHead.read(file)).isEmpty();
        Files.writeString(file, "");
        assertThat(LogHead.read(file)).isEmpty();
        assertThat(LogHead.read(folder.resolve("nowhere"))).isEmpty();
    }
}
