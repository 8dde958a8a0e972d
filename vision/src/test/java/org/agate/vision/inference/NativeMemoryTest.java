package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// OpenCV's matrices lie outside the heap, where nobody collects them in time. A process whose heap has a fixed size
/// looks at a photograph again and again: what grows then is native.
class NativeMemoryTest {

    private static final int LOOKS = Integer.getInteger("agate.vision.looks", 1_000);
    private static final double ALLOWED_MEGABYTES = 48;

    public static void main(String[] args) throws IOException {
        var standards = new ArrayList<Standard>();
        for (int i = 0; i < 24; i++) {
            double share = i / 23.0;
            standards.add(Standard.of(TestPowder.photograph(96, share, i), "heap-" + i, share));
        }
        var model = RatioModel.train("powder", standards, 1);
        var photograph = List.of(TestPowder.photograph(96, 0.4, 77));
        for (int i = 0; i < 300; i++) {
            model.infer(photograph);
        }
        double before = residentMegabytes();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            model.infer(photograph);
        }
        System.out.println("grown by " + (residentMegabytes() - before));
    }

    private static double residentMegabytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("There is no VmRSS.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThousandLooksLeaveNothingBehind() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms192m",
                        "-Xmx192m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeMemoryTest.class.getName(),
                        String.valueOf(LOOKS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        var grown = said.lines()
                .filter(line -> line.startsWith("grown by "))
                .mapToDouble(line -> Double.parseDouble(line.substring(9)))
                .findFirst();
        assertThat(grown.orElseThrow()).isLessThan(ALLOWED_MEGABYTES);
    }
}
