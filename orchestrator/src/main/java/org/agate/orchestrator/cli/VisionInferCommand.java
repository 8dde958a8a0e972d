package org.agate.orchestrator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.inference.InferenceAnswer.Grains;
import org.agate.orchestrator.inference.InferenceAnswer.Interval;
import org.agate.vision.VisionFault;
import org.agate.vision.image.CameraNote;
import org.agate.vision.inference.Explained;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.Powder;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Reason;
import org.agate.vision.quality.Defect;
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

    @Option(
            names = "--want",
            paramLabel = "POINTS",
            description = "say how many more photographs of the heap make the 90 %% interval ± so many points")
    private @Nullable Double want;

    @Option(names = "--why", description = "say which features moved the value most")
    private boolean why;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "write shares against the time that the camera noted: a reaction's course")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
    private @Nullable Path json;

    /// What came of one file, or of all of one heap.
    private sealed interface Answer {
        String name();

        /// @param note of the first file's camera
        /// @param explained without reasons unless they are asked for
        /// @param more empty unless it is asked for, and some number does
        record Seen(String name, CameraNote note, Explained explained, OptionalInt more) implements Answer {}

        record Unusable(String name, VisionFault fault) implements Answer {}
    }

    @Override
    public Integer call() {
        var figuresFile = Destination.of("--json", json);
        if (want != null && !(want > 0)) {
            throw new WrongUse("--want (%s) is not above zero.".formatted(want));
        }
        var courseFile = Destination.of("--csv", csv);
        if (oneHeap && courseFile.isWanted()) {
            throw new WrongUse("--one-heap gives one number, --csv wants one of each photograph.");
        }
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
        courseFile.write(Course.csv(points(answers)));
        boolean measured = answers.stream()
                .anyMatch(answer ->
                        answer instanceof Answer.Seen seen && seen.explained().inference() instanceof Measured);
        return answers.stream().anyMatch(Answer.Unusable.class::isInstance) ? 2 : measured ? 0 : 1;
    }

    private static List<Course.Point> points(List<Answer> answers) {
        return answers.stream()
                .filter(Answer.Seen.class::isInstance)
                .map(Answer.Seen.class::cast)
                .map(seen -> Course.Point.of(
                        seen.name(), seen.note(), seen.explained().inference()))
                .toList();
    }

    private Answer answer(RatioModel model, String name, List<Path> photographs) {
        try {
            var contents = photographs.stream().map(InputFile::bytes).toList();
            var explained = why ? model.explain(contents) : new Explained(model.infer(contents), List.of(), List.of());
            return new Answer.Seen(
                    name,
                    CameraNote.of(contents.getFirst()),
                    explained,
                    want != null && explained.inference() instanceof Measured number
                            ? model.moreShots(number, want / 100)
                            : OptionalInt.empty());
        } catch (VisionFault fault) {
            return new Answer.Unusable(name, fault);
        }
    }

    private String words(Answer answer) {
        return switch (answer) {
            case Answer.Seen(var _, var _, Explained(var inference, var reasons, var _), var more) ->
                words(inference) + words(reasons) + words(more);
            case Answer.Unusable(var _, var fault) ->
                String.valueOf(fault.getMessage()).replace("\n", " ");
        };
    }

    private static String words(List<Reason> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.stream()
                        .map(reason -> "%s (%+.1f)".formatted(reason.words(), 100 * reason.points()))
                        .collect(Collectors.joining(", ", "; because of ", ""));
    }

    private String words(OptionalInt more) {
        return want == null
                ? ""
                : more.isPresent()
                        ? "; ± %.1f with %d more photographs of the heap".formatted(want, more.getAsInt())
                        : "; ± %.1f with no number of photographs".formatted(want);
    }

    private static String words(Powder powder) {
        var words = new StringBuilder();
        powder.mixing().ifPresent(index -> words.append("; mixing index %.2f".formatted(index)));
        powder.d50Micrometres().ifPresent(size -> words.append("; D50 %.0f µm".formatted(size)));
        powder.d90Micrometres().ifPresent(size -> words.append(", D90 %.0f µm".formatted(size)));
        return words.toString();
    }

    private static String words(Inference inference) {
        return switch (inference) {
            case Measured measured -> {
                var parts = new ArrayList<String>();
                for (var share : measured.shares()) {
                    parts.add("%s %.1f %% (90 %%: %.1f … %.1f)"
                            .formatted(share.component(), 100 * share.value(), 100 * share.low(), 100 * share.high()));
                }
                yield "%s; sampling floor ± %.1f%s"
                        .formatted(String.join(", ", parts), 100 * measured.floor(), words(measured.powder()));
            }
            case Refused refused -> "not measured: " + Defect.words(refused.defects());
        };
    }

    private static Map<String, Object> figures(Answer answer) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("file", answer.name());
        switch (answer) {
            case Answer.Seen(var _, var _, Explained(var inference, var reasons, var _), var more) -> {
                add(figures, inference);
                if (!reasons.isEmpty()) {
                    figures.put("why", reasons);
                }
                more.ifPresent(count -> figures.put("moreShots", count));
            }
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
                figures.put("powder", Grains.of(measured.powder()));
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
