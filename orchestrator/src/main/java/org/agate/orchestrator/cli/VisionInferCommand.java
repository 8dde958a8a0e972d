package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agate.orchestrator.database.Json;
import org.agate.vision.VisionFault;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.Inference.Share;
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
            "Exit code 1 when no photograph gave a number."
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

    @Override
    public Integer call() throws IOException {
        var learnt = model.read();
        var inferences = new LinkedHashMap<String, Inference>();
        if (oneHeap) {
            var all = new ArrayList<byte[]>();
            for (var file : files) {
                all.add(read(file));
            }
            inferences.put(files.size() + " photographs", learnt.infer(all));
        } else {
            for (var file : files) {
                inferences.put(file.toString(), infer(learnt, file));
            }
        }
        var results = new ArrayList<Map<String, Object>>();
        inferences.forEach((name, inference) -> {
            System.out.printf("%s: %s%n", name, words(inference));
            results.add(figures(name, inference));
        });
        if (json != null) {
            var content = new LinkedHashMap<String, Object>();
            content.put("model", learnt.card().version());
            content.put("results", results);
            Files.writeString(json, Json.write(content));
        }
        return inferences.values().stream().anyMatch(Measured.class::isInstance) ? 0 : 1;
    }

    private static Inference infer(RatioModel model, Path file) throws IOException {
        try {
            return model.infer(List.of(read(file)));
        } catch (VisionFault e) {
            throw new VisionFault(e.code(), file + ": " + e.getMessage(), "", e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("There is no file (%s).".formatted(file));
        }
        return Files.readAllBytes(file);
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

    private static Map<String, Object> figures(String name, Inference inference) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("file", name);
        switch (inference) {
            case Measured measured -> {
                var shares = new LinkedHashMap<String, Object>();
                measured.shares().forEach(share -> shares.put(share.component(), figures(share)));
                figures.put("shares", shares);
                figures.put("samplingFloor", measured.floor());
                figures.put("shots", measured.shots());
            }
            case Refused refused -> figures.put("shares", null);
        }
        figures.put(
                "flags",
                inference.looks().stream()
                        .flatMap(look -> look.defects().stream())
                        .distinct()
                        .sorted()
                        .toList());
        figures.put(
                "novelty",
                inference.looks().stream()
                        .mapToDouble(look -> look.novelty())
                        .max()
                        .orElse(0));
        return figures;
    }

    private static Map<String, Object> figures(Share share) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("value", share.value());
        figures.put("standardDeviation", share.standardDeviation());
        figures.put("low90", share.low());
        figures.put("high90", share.high());
        return figures;
    }
}
