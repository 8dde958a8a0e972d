package org.agate.orchestrator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A part of Agate as its users run it: a process of its own, that a test may kill.
public final class RunningProcess implements AutoCloseable {

    private static final Path APP = Path.of("target/quarkus-app");

    private final Process process;

    private RunningProcess(Process process) {
        this.process = process;
    }

    /// The server; `settings` are system properties.
    public static RunningProcess server(Map<String, String> settings, Path log) {
        var command = java();
        settings.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(
                List.of("-Xmx768m", "-jar", APP.resolve("quarkus-run.jar").toString()));
        return start(command, log);
    }

    /// A command, such as `lab --mqtt-port 1883`.
    public static RunningProcess agate(Path log, String... arguments) {
        var command = java();
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dagate.home=..",
                "-cp",
                APP.resolve("app") + "/*:" + APP.resolve("lib/boot") + "/*:" + APP.resolve("lib/main") + "/*",
                "org.agate.orchestrator.cli.Agate"));
        command.addAll(List.of(arguments));
        return start(command, log);
    }

    /// Any other program.
    public static RunningProcess program(Path log, String... command) {
        return start(List.of(command), log);
    }

    private static ArrayList<String> java() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        return command;
    }

    private static RunningProcess start(List<String> command, Path log) {
        try {
            return new RunningProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port that is free now.
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its number in the operating system.
    public long pid() {
        return process.pid();
    }

    /// kill -9.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Waits for its end; the exit code.
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(400, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
