package org.agate.orchestrator.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.agate.vision.inference.NextStandards;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agate vision next`.
@Command(
        name = "next",
        mixinStandardHelpOptions = true,
        description = "Which mixtures to prepare next, so that a model learns most from them.")
final class VisionNextCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--count", defaultValue = "3", description = "how many (default: ${DEFAULT-VALUE})")
    private int count = 3;

    @Option(names = "--total", paramLabel = "MG", description = "also say what to weigh of each powder")
    private @Nullable Double total;

    @Override
    public Integer call() {
        if (count < 1 || total != null && !(total > 0)) {
            throw new WrongUse("--count (%d) and --total (%s) must be above zero.".formatted(count, total));
        }
        var learnt = model.read();
        var components = learnt.card().components();
        for (var shares : NextStandards.of(learnt, count)) {
            var parts = new ArrayList<String>();
            for (int c = 0; c < components.size(); c++) {
                parts.add(
                        total == null
                                ? "%s %.0f %%".formatted(components.get(c), 100 * shares.get(c))
                                : "%s %.0f %% (%.1f mg)"
                                        .formatted(components.get(c), 100 * shares.get(c), total * shares.get(c)));
            }
            System.out.println(String.join(", ", parts));
        }
        return 0;
    }
}
