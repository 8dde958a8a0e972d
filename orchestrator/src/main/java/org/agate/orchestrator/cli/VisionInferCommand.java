package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.inference.InferenceAnswer.Interval;
import org.agate.vision.VisionFault;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.RatioModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision infer`.
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "What photographs show, with its interval; a photograph that must not be measured says why.",
            "Exit code 1 when no photograph gave a number, 2 when a file is no photograph."
        })
final class VisionInferCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG or PNG")
    private List<Path> files = List.of();

    @Option(names = "--one-heap", description = "all photographs show one heap: fuse them into one number")
    private boolean oneHeap;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
    private @Nullable Path json;

    /// What came of one file, or of all of one heap.
    private sealed interface Answer {
        String name();

        record Seen(String name, Inference inference) implements Answer {}

        record Unusable(String name, VisionFault fault) implements Answer {}
    }

    @Override
    public Integer call() {
        var figuresFile = Destination.of("--json", json);
        var learnt = model.read();
        for (var file : files) {
            if (!Files.isRegularFile(file)) {
                throw new WrongUse("There is no file (%s).".formatted(file));
            }
        }
        var answers = oneHeap
                ? List.of(answer(learnt, "%d photographs".formatted(files.size()), files))
                : files.stream()
                        .map(file -> answer(learnt, file.toString(), List.of(file)))
                        .toList();
        answers.forEach(answer -> System.out.printf("%s: %s%n", answer.name(), words(answer)));
        var content = new LinkedHashMap<String, Object>();
        content.put("model", learnt.card().version());
        content.put("results", answers.stream().map(VisionInferCommand::figures).toList());
        figuresFile.write(Json.write(content));
        boolean measured = answers.stream()
                .anyMatch(
                        answer -> answer instanceof Answer.Seen(var _, var inference) && inference instanceof Measured);
        return answers.stream().anyMatch(Answer.Unusable.class::isInstance) ? 2 : measured ? 0 : 1;
    }

    private static Answer answer(RatioModel model, String name, List<Path> photographs) {
        try {
            return new Answer.Seen(
                    name,
                    model.infer(
                            photographs.stream().map(VisionInferCommand::read).toList()));
        } catch (VisionFault fault) {
            return new Answer.Unusable(name, fault);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(file), e);
        }
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case Answer.Seen(var _, var inference) -> words(inference);
            case Answer.Unusable(var _, var fault) ->
                String.valueOf(fault.getMessage()).replace("\n", " ");
        };
    }

    private static String words(Inference inference) {
        return switch (inference) {
            case Measured measured -> {
                var parts = new ArrayList<String>();
                for (var share : measured.shares()) {
                    parts.add("%s %.1f %% (90 %%: %.1f … %.1f)"
                            .formatted(share.component(), 100 * share.value(), 100 * share.low(), 100 * share.high()));
                }
                yield "%s; sampling floor ± %.1f".formatted(String.join(", ", parts), 100 * measured.floor());
            }
            case Refused refused -> {
                var reasons = refused.defects().stream()
                        .map(defect -> defect + " (" + defect.remedy() + ")")
                        .sorted()
                        .toList();
                yield "not measured: " + String.join(", ", reasons);
            }
        };
    }

    private static Map<String, Object> figures(Answer answer) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("file", answer.name());
        switch (answer) {
            case Answer.Seen(var _, var inference) -> add(figures, inference);
            case Answer.Unusable(var _, var fault) -> {
                figures.put("shares", null);
                figures.put("error", fault.code());
                figures.put("detail", fault.getMessage());
            }
        }
        return figures;
    }

    private static void add(Map<String, Object> figures, Inference inference) {
        switch (inference) {
            case Measured measured -> {
                var shares = new LinkedHashMap<String, Object>();
                measured.shares().forEach(share -> shares.put(share.component(), Interval.of(share)));
                figures.put("shares", shares);
                figures.put("samplingFloor", measured.floor());
                measured.grainMicrometres().ifPresent(size -> figures.put("grainMicrometres", size));
                figures.put("shots", measured.shots());
            }
            case Refused refused -> figures.put("shares", null);
        }
        figures.put("flags", inference.flags());
        figures.put(
                "novelty",
                inference.looks().stream()
                        .mapToDouble(look -> look.novelty())
                        .max()
                        .orElse(0));
    }
}
