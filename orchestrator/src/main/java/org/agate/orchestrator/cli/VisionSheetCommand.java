package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.vision.station.StationFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision sheet`.
@Command(
        name = "sheet",
        mixinStandardHelpOptions = true,
        description = "Draw the markers or the board of a field, to print and to lay under the dish.")
final class VisionSheetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FIELD.json", description = "What vision train is given as --field.")
    private Path field = Path.of("");

    @Option(names = "--out", paramLabel = "FILE.svg", required = true, description = "Any browser prints it.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        var sheet = StationFile.read(field)
                .sheet()
                .orElseThrow(() -> new WrongUse("A dish's own edge is looked for: there is nothing to print."));
        Destination.of("--out", out).write(sheet.svg());
        System.out.printf(
                "%s: a field of %.0f × %.0f mm; print it at 100 %%%n",
                out, sheet.widthMillimetres(), sheet.heightMillimetres());
        return 0;
    }
}
