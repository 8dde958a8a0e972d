package org.agate.orchestrator.bench;

/// Hartmann's functions of three and of six inputs.
final class Hartmann {

    private static final double[] HEIGHTS = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] WIDTHS3 = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    private static final double[][] PLACES3 = {
        {0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.0381, 0.5743, 0.8828}
    };
    private static final double[][] WIDTHS6 = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] PLACES6 = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private Hartmann() {}

    static double three(double... u) {
        return value(u, WIDTHS3, PLACES3);
    }

    static double six(double... u) {
        return value(u, WIDTHS6, PLACES6);
    }

    private static double value(double[] u, double[][] widths, double[][] places) {
        double sum = 0;
        for (int i = 0; i < HEIGHTS.length; i++) {
            double away = 0;
            for (int j = 0; j < u.length; j++) {
                away += widths[i][j] * (u[j] - places[i][j]) * (u[j] - places[i][j]);
            }
            sum += HEIGHTS[i] * Math.exp(-away);
        }
        return -sum;
    }
}
