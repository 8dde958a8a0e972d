package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextStandardsTest {

    private static RatioModel taught(double from, double to) {
        var standards = IntStream.range(0, 24)
                .mapToObj(i -> {
                    double share = from + (to - from) * (i % 12) / 11;
                    return Standard.of(TestPowder.photograph(96, share, i), "heap-" + i, share);
                })
                .toList();
        return RatioModel.train("disks", standards, 1);
    }

    @Test
    void whereNoStandardIsTheNextOneIsPrepared() {
        assertThat(NextStandards.of(taught(0, 0.4), 1).getFirst().getFirst()).isGreaterThan(0.5);
        assertThat(NextStandards.of(taught(0.6, 1), 1).getFirst().getFirst()).isLessThan(0.5);
    }

    @Test
    void mixturesAddUpAndTheSecondIsAnotherThanTheFirst() {
        var next = NextStandards.of(taught(0, 0.5), 3);
        assertThat(next).hasSize(3);
        next.forEach(
                shares -> assertThat(shares.stream().mapToDouble(share -> share).sum())
                        .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-12)));
        assertThat(List.copyOf(new java.util.HashSet<>(next)).size()).isGreaterThan(1);
    }
}
