package org.agate.orchestrator.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The server as a child of this process; it ends when its parent ends or is interrupted (not when it is killed).
public final class ServerProcess implements AutoCloseable {

    private static final String HEAP = "agate.heap";
    private static final long LONGEST_STOP_SECONDS = 30;

    /// How a JVM ends that is told to end when its memory runs out.
    private static final int NO_MEMORY = 3;

    private final Process process;
    private final Thread hook;

    private ServerProcess(Process process) {
        this.process = process;
        this.hook = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Starts the server.
    ///
    /// @param settings system properties; `agate.heap` is how much memory it gets, in place of what AGATE_HEAP says
    /// @param log file for its output; an empty path shows it here
    public static ServerProcess start(Map<String, String> settings, Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx" + settings.getOrDefault(HEAP, heap()),
                // A server without memory is a corpse that looks alive; one that was killed goes on where it stood.
                "-XX:+ExitOnOutOfMemoryError",
                // Classes as the last orderly exit left them: a third off the time to start.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive(),
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        settings.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.add("-jar");
        command.add(jar().toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (log.toString().isEmpty()) {
            builder.inheritIO();
        } else {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The server cannot be started: " + e.getMessage(), e);
        }
    }

    /// What AGATE_HEAP says, such as 2g, or a quarter of this machine's memory, from one to eight gigabytes.
    private static String heap() {
        var wanted = System.getenv().getOrDefault("AGATE_HEAP", "");
        if (!wanted.isEmpty()) {
            if (!wanted.matches("[1-9][0-9]{0,5}[mgMG]")) {
                throw new IllegalArgumentException("AGATE_HEAP (%s) is not like 2g or 1500m.".formatted(wanted));
            }
            return wanted;
        }
        long gigabytes =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                        ? machine.getTotalMemorySize() >> 30
                        : 4;
        return Math.clamp(gigabytes / 4, 1, 8) + "g";
    }

    /// Named after where the application lies: an archive remembers that, and would look there after a move.
    private static Path archive() {
        var jar = jar();
        return jar.resolveSibling("../agate-%08x.jsa".formatted(jar.toString().hashCode()))
                .normalize();
    }

    private static Path jar() {
        var home = Path.of(System.getProperty("agate.home", "."));
        var jar = home.resolve("orchestrator/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("(%s) is not built. Maybe run ./agate, which builds it.".formatted(jar));
        }
        return jar.toAbsolutePath();
    }

    /// Whether it has not ended.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Its number in the operating system.
    public long pid() {
        return process.pid();
    }

    /// Waits until it ends by itself.
    ///
    /// @return whether it ended because its memory ran out; false while it goes on
    public boolean ranOutOfMemory(long mostMillis) throws InterruptedException {
        return process.waitFor(mostMillis, TimeUnit.MILLISECONDS) && process.exitValue() == NO_MEMORY;
    }

    /// Waits for its end; the exit code.
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /// Ends it with SIGKILL, as a power cut would; returns when it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already shutting down: the hook runs, and ending twice is harmless.
            process.destroy();
        }
    }
}
