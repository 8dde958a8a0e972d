package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.LogAudit;
import org.agate.orchestrator.event.LogHead;
import org.agate.orchestrator.process.AgateClient;
import org.agate.orchestrator.process.ServerProcess;
import org.agate.orchestrator.sample.FileAudit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agate log`.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "The event log: check its seals, make the tables again from it.",
        subcommands = {LogCommand.Verify.class, LogCommand.Rebuilding.class})
final class LogCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? One of verify, rebuild.");
    }

    /// `agate log verify`. Exit codes: 0 intact, 1 not.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check every seal and every kept file, and name the first bad entry and the bad files.")
    static final class Verify implements Callable<Integer> {

        private static final Duration LONGEST = Duration.ofHours(4);

        @Mixin
        private LogOptions log = new LogOptions();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var port = log.httpPort();
            if (port != null) {
                var client = new AgateClient(port, LONGEST);
                var finding = client.get("/events/audit");
                var fault = finding.path("fault").isTextual()
                        ? finding.path("fault").asText()
                        : null;
                return say(
                        finding.path("entries").asLong(),
                        finding.path("last").path("hash").asText(),
                        fault,
                        Json.read(client.get("/files").toString(), FileAudit.Finding.class));
            }
            var kept = LogHead.read(log.data().resolve("log-head")).orElse(null);
            var finding = log.read(connection -> LogAudit.audit(connection, kept));
            return say(
                    finding.entries(),
                    finding.last().hash(),
                    finding.fault(),
                    FileAudit.of(FileAudit.folder(log.data())));
        }

        private static int say(long entries, String head, @Nullable String fault, FileAudit.Finding files) {
            System.out.printf("%d entries in order, head %s%n", entries, head);
            System.out.println(fault == null ? "intact" : "BROKEN: " + fault);
            System.out.printf(
                    "%d files, %d damaged%n", files.files(), files.damaged().size());
            files.damaged().forEach(name -> System.out.println("DAMAGED: " + name));
            return fault == null && files.damaged().isEmpty() ? 0 : 1;
        }
    }

    /// `agate log rebuild`. Exit codes: 0 the tables are as they were, 1 they are not.
    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = "Drop every table but the log and make them again from it; the server must not run.")
    static final class Rebuilding implements Callable<Integer> {

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "agate-data",
                description = "(default: ${DEFAULT-VALUE})")
        private Path data = Path.of("agate-data");

        @Mixin
        private DatabaseOptions database = new DatabaseOptions();

        @Override
        public Integer call() throws InterruptedException {
            if (!database.isGiven()) {
                LogOptions.file(data);
            }
            var settings = new LinkedHashMap<>(Map.of(
                    "agate.data", data.toString(),
                    "agate.rebuild", "true",
                    "quarkus.http.port", "0",
                    "quarkus.log.level", "WARN"));
            settings.putAll(database.settings());
            try (var server = ServerProcess.start(settings, Path.of(""))) {
                return server.await();
            }
        }
    }
}
