package org.agate.vision.colour;

/// A colour of CIELAB under D65, and how far another is from it.
public record Lab(double lightness, double a, double b) {

    private static final double POW_25_7 = Math.pow(25, 7);
    private static final double[] WHITE = {0.95047, 1, 1.08883};
    private static final double[][] TO_XYZ = {
        {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
    };

    /// Of linear red, green and blue of sRGB, 0 to 1 (IEC 61966-2-1).
    public static Lab of(double red, double green, double blue) {
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = (TO_XYZ[i][0] * red + TO_XYZ[i][1] * green + TO_XYZ[i][2] * blue) / WHITE[i];
            f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
        return new Lab(116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]));
    }

    /// ΔE00: about one is just seen (Sharma, Wu & Dalal 2005, doi:10.1002/col.20070).
    public double difference(Lab other) {
        double chroma = (Math.hypot(a, b) + Math.hypot(other.a, other.b)) / 2;
        double seventh = Math.pow(chroma, 7);
        double g = 0.5 * (1 - Math.sqrt(seventh / (seventh + POW_25_7)));
        double a1 = (1 + g) * a;
        double a2 = (1 + g) * other.a;
        double c1 = Math.hypot(a1, b);
        double c2 = Math.hypot(a2, other.b);
        double h1 = hue(a1, b);
        double h2 = hue(a2, other.b);
        double step = c1 * c2 == 0 ? 0 : h2 - h1;
        step = step > 180 ? step - 360 : step < -180 ? step + 360 : step;
        double dl = other.lightness - lightness;
        double dc = c2 - c1;
        double dh = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(step / 2));
        double l = (lightness + other.lightness) / 2;
        double c = (c1 + c2) / 2;
        double h = middle(h1, h2, c1 * c2 == 0);
        double t = 1
                - 0.17 * Math.cos(Math.toRadians(h - 30))
                + 0.24 * Math.cos(Math.toRadians(2 * h))
                + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
                - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
        double c7 = Math.pow(c, 7);
        double rotation = -2
                * Math.sqrt(c7 / (c7 + POW_25_7))
                * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((h - 275) / 25, 2))));
        double sl = 1 + 0.015 * Math.pow(l - 50, 2) / Math.sqrt(20 + Math.pow(l - 50, 2));
        double sc = 1 + 0.045 * c;
        double sh = 1 + 0.015 * c * t;
        return Math.sqrt(
                Math.pow(dl / sl, 2) + Math.pow(dc / sc, 2) + Math.pow(dh / sh, 2) + rotation * (dc / sc) * (dh / sh));
    }

    private static double hue(double a, double b) {
        if (a == 0 && b == 0) {
            return 0;
        }
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double middle(double first, double second, boolean colourless) {
        if (colourless) {
            return first + second;
        }
        double mean = (first + second) / 2;
        if (Math.abs(first - second) <= 180) {
            return mean;
        }
        return first + second < 360 ? mean + 180 : mean - 180;
    }
}
