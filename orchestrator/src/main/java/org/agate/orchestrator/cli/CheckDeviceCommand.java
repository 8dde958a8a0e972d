package org.agate.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.agate.robot.conformance.ConformanceKit;
import org.agate.robot.conformance.ConformanceKit.RestartSwitch;
import org.agate.robot.conformance.Exercise;
import org.agate.robot.conformance.Finding;
import org.agate.robot.conformance.Finding.Verdict;
import org.agate.robot.conformance.FindingsTable;
import org.agate.robot.conformance.JUnitXml;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceId;
import org.agate.robot.mqtt.LinkDown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agate check-device`. Exit codes: 0 every trial passed or was skipped, 1 one failed, 2 it could not be examined.
@Command(
        name = "check-device",
        mixinStandardHelpOptions = true,
        description = "Put a device to every trial of the protocol, from outside.")
final class CheckDeviceCommand implements Callable<Integer> {

    @Mixin
    private BrokerOptions at = new BrokerOptions();

    @Option(names = "--device", paramLabel = "ID", required = true, description = "such as grinder-1")
    private String device = "";

    @Option(
            names = "--action",
            description = "a motion that lasts some ten seconds (default: one is put together from the factsheet)")
    private @Nullable String action;

    @Option(names = "--params", paramLabel = "JSON", defaultValue = "{}", description = "its parameters")
    private String params = "{}";

    @Option(names = "--brief-action", description = "a short motion (default: put together from the factsheet)")
    private @Nullable String briefAction;

    @Option(names = "--brief-params", paramLabel = "JSON", defaultValue = "{}", description = "its parameters")
    private String briefParams = "{}";

    @Option(names = "--sample", paramLabel = "ID", description = "the sample that the motions are about")
    private @Nullable String sample;

    @Option(
            names = "--restart",
            paramLabel = "COMMAND",
            description = "a shell command that cuts and restores its power")
    private @Nullable String restart;

    @Option(names = "--whole-lab", description = "also try the stop of the whole lab")
    private boolean wholeLab;

    @Option(names = "--only", split = ",", paramLabel = "NAMES", description = "hold these trials alone")
    private List<String> only = List.of();

    @Option(names = "--yes", description = "do not ask before a real device moves")
    private boolean yes;

    @Option(names = "--junit", paramLabel = "FILE", description = "write the findings as JUnit XML")
    private @Nullable Path junit;

    @Option(names = "--verbose", description = "print all that was sent and seen in every trial")
    private boolean verbose;

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (var kit = new ConformanceKit(options())) {
            System.out.printf(
                    "Motions that will be caused on %s%s:%n", device, kit.isSimulated() ? " (SIMULATED)" : "");
            kit.motions().forEach(motion -> System.out.println("  " + motion));
            if (!kit.isSimulated() && !yes && !agreed()) {
                return 2;
            }
            System.out.println(FindingsTable.head());
            var findings = kit.examine(this::print);
            report(findings);
            return count(findings, Verdict.FAILED) > 0 ? 1 : 0;
        } catch (LinkDown | IllegalStateException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private ConformanceKit.Options options() {
        try {
            return new ConformanceKit.Options(
                    at.broker(),
                    new DeviceId(device),
                    exercise(action, params),
                    exercise(briefAction, briefParams),
                    Optional.ofNullable(restart).map(CheckDeviceCommand::power),
                    wholeLab,
                    Set.copyOf(only),
                    Clock.systemUTC());
        } catch (ContractBroken e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Exercise> exercise(@Nullable String named, String json) {
        if (named == null) {
            return Optional.empty();
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> values = new ObjectMapper().readValue(json, Map.class);
            return Optional.of(new Exercise(named, values, sample));
        } catch (JsonProcessingException e) {
            throw new WrongUse("(%s) is not a JSON object. Maybe quote it for the shell.".formatted(json));
        }
    }

    private static RestartSwitch power(String command) {
        return () -> {
            try {
                int code = new ProcessBuilder("sh", "-c", command)
                        .inheritIO()
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new WrongUse("--restart (%s) ended with code %d.".formatted(command, code));
                }
            } catch (IOException e) {
                throw new WrongUse("--restart (%s) cannot be run: %s".formatted(command, e.getMessage()));
            }
        };
    }

    /// A real device moves only when a person at the terminal says so.
    private static boolean agreed() {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            System.out.println("The device is real and nobody can be asked: give --yes to move it.");
            return false;
        }
        return "yes".equals(terminal.readLine("Let it move? Type yes: "));
    }

    private void print(Finding finding) {
        System.out.println(FindingsTable.row(finding));
        if (verbose || finding.verdict() == Verdict.FAILED) {
            System.out.print(FindingsTable.detail(finding));
        }
    }

    private void report(List<Finding> findings) throws IOException {
        System.out.printf(
                "%d trials: %d passed, %d failed, %d skipped%n",
                findings.size(),
                count(findings, Verdict.PASSED),
                count(findings, Verdict.FAILED),
                count(findings, Verdict.SKIPPED));
        if (junit != null) {
            try (var out = Files.newOutputStream(junit)) {
                JUnitXml.write(device, findings, out);
            }
        }
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }
}
