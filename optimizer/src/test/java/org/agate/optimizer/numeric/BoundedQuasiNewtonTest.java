package org.agate.optimizer.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundedQuasiNewtonTest {

    private static double rosenbrock(double[] x, double[] gradient) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        gradient[0] = -2 * a - 400 * x[0] * b;
        gradient[1] = 200 * b;
        return a * a + 100 * b * b;
    }

    @Test
    void followsACurvedValleyToItsEnd() {
        var search = new BoundedQuasiNewton(new double[] {-2, -2}, new double[] {2, 2}, 200, 1e-9);
        var found = search.minimize(BoundedQuasiNewtonTest::rosenbrock, new double[] {-1.2, 1});
        assertThat(found.point()).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void stopsAtTheBorderWhenTheMinimumLiesBehindIt() {
        var search = new BoundedQuasiNewton(new double[] {-2, -2}, new double[] {0.5, 2}, 200, 1e-9);
        var found = search.minimize(BoundedQuasiNewtonTest::rosenbrock, new double[] {-1.2, 1});
        assertThat(found.point()).containsExactly(new double[] {0.5, 0.25}, within(1e-5));
    }

    @Test
    void isNeverWorseThanItsStart() {
        var search = new BoundedQuasiNewton(new double[] {-1}, new double[] {1}, 5, 1e-9);
        var found = search.minimize(
                (x, gradient) -> {
                    gradient[0] = 1;
                    return Math.abs(x[0]) < 0.01 ? -1 : 0;
                },
                new double[] {0});
        assertThat(found.value()).isEqualTo(-1);
    }
}
