package org.agate.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {

    @TempDir
    Path folder;

    private void photographs(String... names) throws IOException {
        for (var name : names) {
            Files.write(folder.resolve(name), new byte[] {1});
        }
    }

    @Test
    void readsATableOfLabelsWithHeaps() throws IOException {
        photographs("a.jpg", "b.jpg");
        Files.writeString(
                folder.resolve("labels.csv"), "file,fraction_a,heap,more\na.jpg,0.25,h1,x\nb.jpg,0.25,h1,y\n");
        assertThat(LabelledFolder.read(folder).images())
                .containsExactly(
                        new LabelledImage(folder.resolve("a.jpg"), List.of(0.25, 0.75), "h1"),
                        new LabelledImage(folder.resolve("b.jpg"), List.of(0.25, 0.75), "h1"));
    }

    @Test
    void withoutHeapsEveryPhotographIsItsOwn() throws IOException {
        photographs("a.jpg", "b.jpg");
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a\na.jpg,0\nb.jpg,1\n");
        assertThat(LabelledFolder.read(folder).images())
                .extracting(LabelledImage::heap)
                .containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void readsTheLayoutOfIdeAndOthersUnchanged() throws IOException {
        photographs("img001.jpg", "img002.jpg");
        Files.writeString(folder.resolve("labels.txt"), "sugar salt\nimg001 30 70\nimg002 100 0\n");
        assertThat(LabelledFolder.read(folder).images())
                .extracting(LabelledImage::share)
                .containsExactly(0.3, 1.0);
    }

    @Test
    void everyFaultNamesFileAndLine() throws IOException {
        photographs("a.jpg");
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a\na.jpg,1.5\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("1.5");
        Files.writeString(folder.resolve("labels.csv"), "file,share\na.jpg,0.5\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder)).hasMessageContaining("labels.csv:1");
        Files.delete(folder.resolve("labels.csv"));
        Files.writeString(folder.resolve("labels.txt"), "sugar salt\na 30 60\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .hasMessageContaining("labels.txt:2")
                .hasMessageContaining("90.00");
        assertThatThrownBy(() -> LabelledFolder.read(folder.resolve("gone"))).hasMessageContaining("gone");
    }

    @Test
    void fourComponentsAreReadFromEitherLayout() throws IOException {
        photographs("img1.jpg", "img2.jpg");
        Files.writeString(
                folder.resolve("labels.txt"), "image naphthalene alumina celite silica\n1 10 20 30 40\n2 0 0 100 0\n");
        var ide = LabelledFolder.read(folder);
        assertThat(ide.components()).containsExactly("naphthalene", "alumina", "celite", "silica");
        assertThat(ide.images().getFirst().shares()).containsExactly(0.1, 0.2, 0.3, 0.4);
        Files.writeString(
                folder.resolve("labels.csv"),
                "file,fraction_x,fraction_y,fraction_z\nimg1.jpg,0.5,0.25,0.25\nimg2.jpg,0,0,1\n");
        assertThat(LabelledFolder.read(folder).components()).containsExactly("x", "y", "z");
    }

    @Test
    void aPhotographIsLabelledOnceAndItsSharesAddUp() throws IOException {
        photographs("a.jpg");
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a\na.jpg,0.5\na.jpg,0.5\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .hasMessageContaining("labels.csv:3")
                .hasMessageContaining("twice");
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a,fraction_b\na.jpg,0.5,0.4\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .hasMessageContaining("labels.csv:2")
                .hasMessageContaining("90.00");
    }

    @Test
    void aHeapHasOneComposition() throws IOException {
        photographs("a.jpg", "b.jpg");
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a,heap\na.jpg,0.5,h\nb.jpg,0.6,h\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder)).hasMessageContaining("heap (h)");
    }

    @Test
    void whatSpreadsheetsPutBeforeTheHeaderIsNotRead() throws IOException {
        photographs("a.jpg");
        Files.writeString(folder.resolve("labels.csv"), "\ufefffile,fraction_a\na.jpg,0.5\n");
        assertThat(LabelledFolder.read(folder).images()).hasSize(1);
        Files.writeString(folder.resolve("labels.csv"), "file,fraction_a,fraction_a\na.jpg,0.5,0.5\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder)).hasMessageContaining("twice");
    }

    @Test
    void aReadMeIsNoFileOfLabels() throws IOException {
        photographs("img1.jpg");
        Files.writeString(folder.resolve("README.txt"), "photographs of salt\n");
        Files.writeString(folder.resolve("labels.txt"), "sugar salt\n1 30 70\n");
        assertThat(LabelledFolder.read(folder).images()).hasSize(1);
        Files.writeString(folder.resolve("more.txt"), "sugar salt\n1 30 70\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder)).hasMessageContaining("more.txt");
    }
}
