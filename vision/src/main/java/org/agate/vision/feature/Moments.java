package org.agate.vision.feature;

import org.opencv.core.Mat;

/// The distribution of the numbers of a picture.
///
/// @param magnitude mean of their absolute values
/// @param skewness and kurtosis of their deviations from the mean
record Moments(double mean, double magnitude, double deviation, double skewness, double kurtosis) {

    static Moments of(Mat floats) {
        float[] values = new float[(int) floats.total()];
        floats.get(0, 0, values);
        return of(values, values.length);
    }

    static Moments of(float[] values, int count) {
        double sum = 0;
        double absolute = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
            absolute += Math.abs(values[i]);
        }
        double mean = sum / count;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < count; i++) {
            double off = values[i] - mean;
            double square = off * off;
            second += square;
            third += square * off;
            fourth += square * square;
        }
        double variance = Math.max(1e-12, second / count);
        return new Moments(
                mean,
                absolute / count,
                Math.sqrt(variance),
                third / count / Math.pow(variance, 1.5),
                fourth / count / (variance * variance));
    }
}
