package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.data.LabelledFolder;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.evaluation.LearningCurve;
import org.agate.vision.feature.Network;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Standard;
import org.agate.vision.station.Station;
import org.agate.vision.station.StationFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Learn from a folder of labelled photographs; writes the model and its card.")
final class VisionTrainCommand implements Callable<Integer> {

    private static final List<Integer> SIZES = List.of(10, 25, 50, 100, 200, 240, 300);

    @Parameters(
            paramLabel = "DIR",
            description = "labels.csv with file, fraction_NAME (0 to 1) and heap, or the layout of Ide et al. 2023")
    private Path folder = Path.of(".");

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--handed",
            description = "tell left from right, as enantiomers need it; else a mirrored photograph is the same")
    private boolean handed;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "a model of another camera or light that helps: 10 to 30 photographs are then enough")
    private @Nullable String from;

    @Option(
            names = "--field",
            paramLabel = "FILE",
            description =
                    "JSON of what every photograph shows: ArUco markers or a round dish, and maybe a colour card; it is turned upright, to scale")
    private @Nullable Path field;

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "an ONNX network whose outputs become features too; it must not have learnt from DIR")
    private @Nullable Path network;

    @Option(
            names = "--network-edge",
            paramLabel = "PIXELS",
            defaultValue = "224",
            description = "of the square picture that the network wants (default: ${DEFAULT-VALUE})")
    private int networkEdge = 224;

    @Option(names = "--curve", description = "print how the error falls with the number of photographs, and no more")
    private boolean curve;

    @Option(names = "--seed", defaultValue = "1", description = "of folds and forest (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        var name = model.name();
        var older = from == null ? null : model.read(from);
        boolean sides = older == null ? handed : older.card().handed();
        if (older != null && field != null) {
            throw new WrongUse("--field is that of the model that --from names.");
        }
        var station = older != null ? older.card().station() : field == null ? Station.BARE : StationFile.read(field);
        var light = frames.read();
        if (light.isPresent()) {
            station = station.withFrames();
        }
        var place = station;
        if (older != null && network != null) {
            throw new WrongUse("--network is that of the model that --from names.");
        }
        var seer = older != null
                ? older.network().orElse(null)
                : network == null ? null : Network.of(InputFile.bytes(network), networkEdge);
        var photographs = LabelledFolder.read(folder);
        if (older != null && !older.card().components().equals(photographs.components())) {
            throw new WrongUse("--from knows %s, the photographs show %s: maybe the columns are in another order."
                    .formatted(older.card().components(), photographs.components()));
        }
        var standards = photographs.images().parallelStream()
                .map(image -> measure(image, sides, place, light.orElse(null), seer))
                .toList();
        var plan = new RatioModel.Plan(
                name, photographs.components(), sides, seed, place, seer == null ? null : seer.note());
        if (curve) {
            return print(LearningCurve.of(plan, standards, SIZES));
        }
        var learnt = older == null ? RatioModel.train(plan, standards) : older.refit(name, standards, place);
        ModelFile.write(seer == null ? learnt : learnt.with(seer), model.file());
        frames.keep(model.file());
        var card = learnt.card();
        System.out.printf("%s: %d photographs of %d heaps%n", card.version(), card.photographs(), card.heaps());
        if (card.spoilt() > 0) {
            System.out.printf("%d photographs were left out: they would be refused.%n", card.spoilt());
        }
        for (int c = 0; c < card.components().size(); c++) {
            var bar = card.bars().get(c);
            System.out.printf(
                    "%s: error of one photograph %.1f percentage points in the mean, %.1f rms (cross-validated over heaps)%n",
                    card.components().get(c), 100 * bar.mae(), 100 * bar.rmse());
        }
        if (!card.bars().getFirst().isSure()) {
            System.out.println("Too few heaps for a 90 % interval: photograph at least nine.");
        }
        System.out.printf("Model: %s%nCard:  %s%n", model.file(), ModelFile.cardOf(model.file()));
        return 0;
    }

    private static Integer print(List<LearningCurve.Point> points) {
        System.out.println("| photographs | mean error, percentage points |");
        System.out.println("|---|---|");
        for (var point : points) {
            System.out.printf("| %d | %.1f |%n", point.photographs(), point.mae());
        }
        if (!points.isEmpty()) {
            System.out.printf(
                    "Twice as many may give %.1f, if it goes on like that.%n", LearningCurve.withTwiceAsMany(points));
        }
        return 0;
    }

    private static Standard measure(
            LabelledImage image, boolean handed, Station station, @Nullable Frames frames, @Nullable Network network) {
        try {
            return Standard.of(image.content(), image.heap(), image.shares(), handed, station, frames, network);
        } catch (VisionFault e) {
            throw e.at(image.file());
        }
    }
}
