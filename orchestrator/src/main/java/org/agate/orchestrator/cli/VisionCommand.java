package org.agate.orchestrator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agate vision`.
@Command(
        name = "vision",
        mixinStandardHelpOptions = true,
        description = "Ratio models from photographs.",
        subcommands = {
            VisionTrainCommand.class,
            VisionInferCommand.class,
            VisionEvaluateCommand.class,
            VisionNextCommand.class,
            VisionSheetCommand.class,
            VisionFramesCommand.class,
            VisionCheckCommand.class
        })
final class VisionCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which vision command? One of train, infer, evaluate, next, sheet, frames, check.");
    }
}
