package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.inference.Inference.Measured;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photographs of four tiles: what they tell beyond a share.
class LargeFieldTest {

    private static final int SIZE = 512;
    private static RatioModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        var standards = IntStream.range(0, 33)
                .mapToObj(i -> {
                    double share = (i % 11) / 10.0;
                    return Standard.of(TestPowder.photograph(SIZE, share, i), "heap-" + i, share);
                })
                .toList();
        model = RatioModel.train("disks", standards, 1);
    }

    /// What is made of a photograph whose tiles show these shares.
    private static double mixing(Double... tiles) {
        var look = new Look(List.of(0.5, 0.5), 0, Set.of(), null);
        var glance = new Glance(look, null, List.of(tiles), new GrainSizes(8, 12, 4_000));
        return ((Measured) new Fusion(model.card(), List.of(glance)).result())
                .powder()
                .mixing()
                .orElseThrow();
    }

    @Test
    void aBadlyMixedPowderHasALowerMixingIndex() {
        double usual = Math.sqrt(
                model.card().tileSpread() * model.card().bars().getFirst().shape(0.5));
        assertThat(mixing(0.5 - usual / 2, 0.5 + usual / 2, 0.5 - usual / 2, 0.5 + usual / 2))
                .isEqualTo(1);
        assertThat(mixing(0.3, 0.7, 0.3, 0.7)).isBetween(0.7, 0.9);
        assertThat(mixing(0.0, 1.0, 0.0, 1.0)).isLessThan(0.1);
    }

    @Test
    void aPurePowderHasNoMixingIndex() {
        var pure = (Measured) model.infer(List.of(TestPowder.photograph(SIZE, 0, 950)));
        assertThat(pure.powder().mixing()).isEmpty();
    }

    private static List<Reason> reasons(byte[] photograph) {
        var explained = model.explain(List.of(photograph), Integer.MAX_VALUE);
        assertThat(explained.inference()).isInstanceOf(Measured.class);
        return explained.reasons();
    }

    @Test
    void reasonsMoveAwayFromTheMeanStandardTowardsTheValue() {
        var many = reasons(TestPowder.photograph(SIZE, 0.9, 960));
        var few = reasons(TestPowder.photograph(SIZE, 0.1, 970));
        assertThat(many.stream().mapToDouble(Reason::points).sum()).isPositive();
        assertThat(few.stream().mapToDouble(Reason::points).sum()).isNegative();
        assertThat(Math.abs(many.getFirst().points()))
                .isGreaterThanOrEqualTo(Math.abs(many.getLast().points()));
    }

    @Test
    void aNarrowIntervalTakesMorePhotographsAndNoneCanBeNarrowerThanTheHeap() {
        var one = (Measured) model.infer(List.of(TestPowder.photograph(SIZE, 0.5, 980)));
        double half = (one.shares().getFirst().high() - one.shares().getFirst().low()) / 2;
        assertThat(model.moreShots(one, 2 * half)).hasValue(0);
        assertThat(model.moreShots(one, 1e-6)).isEmpty();
    }

    @Test
    void anEarlierVersionIsKeptWhenTheNameGetsAnother() {
        var file = folder.resolve("disks.json");
        ModelFile.write(model, file);
        var other = RatioModel.train("disks", model.standards().subList(0, 22), 1);
        ModelFile.write(other, file);
        var shot = List.of(TestPowder.photograph(SIZE, 0.4, 990));
        assertThat(ModelFile.read(file).infer(shot)).isEqualTo(other.infer(shot));
        var version = model.card().version();
        assertThat(ModelFile.isVersion(version)).isTrue();
        assertThat(ModelFile.read(ModelFile.version(folder, version)).infer(shot))
                .isEqualTo(model.infer(shot));
    }
}
