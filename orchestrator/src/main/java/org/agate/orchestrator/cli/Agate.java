package org.agate.orchestrator.cli;

import java.io.UncheckedIOException;
import org.agate.orchestrator.Server;
import org.agate.vision.VisionFault;
import org.agate.workflows.WorkflowInvalid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `agate`. Exit codes: 0 done, 1 failed, 2 wrong use or unusable input, 3 a workflow is not valid.
@Command(
        name = "agate",
        mixinStandardHelpOptions = true,
        version = "agate 0.1.0",
        description = "A self-driving-lab orchestrator for powder and solid-state chemistry.",
        footer = {
            "",
            "  ./agate demo                          a closed-loop campaign in the simulated lab, with a dashboard",
            "  ./agate up                            the server with the embedded lab, until Ctrl-C",
            "  ./agate lab                           broker and simulated lab alone, for a server elsewhere",
            "  ./agate test                          build everything and run all tests",
            "  ./agate vision train DIR --model NAME learn a ratio model from labelled photographs",
            "  ./agate check-device --broker URL --device ID   put a device to every trial of the protocol",
            "  ./agate camera --broker URL --source video:0    bring a real camera into the lab",
            "  ./agate validate FILE…                check workflows without running them",
            "  ./agate dry-run WORKFLOW              run it in a simulated lab of its own: what would it take?",
            "  ./agate chaos SCENARIO                let disaster strike a simulated lab, and see what holds",
            "  ./agate bench optimizer               known problems and tables: how many experiments does it need?",
            "  ./agate propose CANDIDATES.csv        the next candidates of a list, as NIMO writes it",
            "  ./agate log verify                    check the seals of the event log",
            "  ./agate lab verify JOURNAL            check what physically happened in a simulated lab",
            "  ./agate render --scene salt-sugar --out DIR     draw labelled photographs",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use or unusable input, 3 a workflow is not valid."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            LabCommand.class,
            VisionCommand.class,
            CheckDeviceCommand.class,
            RenderCommand.class,
            CameraCommand.class,
            ChaosCommand.class,
            LogCommand.class,
            ReplayCommand.class,
            ValidateCommand.class,
            DryRunCommand.class,
            BenchCommand.class,
            ProposeCommand.class
        })
public final class Agate implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? One of demo, up, lab, test, vision, check-device, render, camera, chaos, log, validate, dry-run, bench, propose.");
    }

    public static void main(String[] args) {
        Server.useOneNotation();
        System.exit(commandLine().execute(args));
    }

    /// The command line with its rules for errors: one clear line, no stack trace.
    public static CommandLine commandLine() {
        return new CommandLine(new Agate())
                .setParameterExceptionHandler((wrong, arguments) -> {
                    var command = wrong.getCommandLine();
                    command.getErr().println("agate: " + oneLine(wrong.getMessage()) + " (see: agate --help)");
                    return 2;
                })
                .setExecutionExceptionHandler((trouble, command, parsed) -> {
                    command.getErr().println("agate: " + oneLine(trouble.getMessage()));
                    return switch (trouble) {
                        case WrongUse wrong -> 2;
                        case VisionFault unusable -> 2;
                        case WorkflowInvalid unusable -> 2;
                        case UncheckedIOException unreadable -> 2;
                        case IllegalArgumentException unusable -> 2;
                        default -> 1;
                    };
                });
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return String.valueOf(message).replace("\n", " ");
    }
}
