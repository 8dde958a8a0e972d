package org.agate.vision.geometry;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Mat;
import org.opencv.objdetect.Dictionary;
import org.opencv.objdetect.Objdetect;

/// What is printed of a field: its black parts, in millimetres from its upper left corner.
///
/// @param black rectangles
/// @param outlined places for what is glued on, such as the patches of a card
public record Sheet(double widthMillimetres, double heightMillimetres, List<Box> black, List<Box> outlined) {

    /// A marker is four modules wide, and one of black around them.
    private static final int MODULES = 6;

    /// Paper around the field, for the scissors and the words.
    private static final double MARGIN_MILLIMETRES = 10;

    private static final String OUTLINE = "fill=\"none\" stroke=\"#999\" stroke-width=\"0.1\"";

    /// A rectangle, in millimetres.
    public record Box(double x, double y, double width, double height) {}

    public Sheet {
        black = List.copyOf(black);
        outlined = List.copyOf(outlined);
    }

    /// The same with places for what is glued on.
    public Sheet with(List<Box> places) {
        return new Sheet(widthMillimetres, heightMillimetres, black, places);
    }

    static Dictionary dictionary() {
        NativeLibrary.load();
        return Objdetect.getPredefinedDictionary(Objdetect.DICT_4X4_50);
    }

    /// The black parts of a marker, row by row.
    static List<Box> marker(int number, double x, double y, double edge) {
        var modules = new Mat();
        var dictionary = dictionary();
        Objdetect.generateImageMarker(dictionary, number, MODULES, modules);
        Reference.reachabilityFence(dictionary);
        byte[] bright = new byte[MODULES * MODULES];
        modules.get(0, 0, bright);
        NativeMemory.free(modules);
        double module = edge / MODULES;
        var boxes = new ArrayList<Box>();
        for (int row = 0; row < MODULES; row++) {
            int from = 0;
            for (int col = 0; col <= MODULES; col++) {
                if (col == MODULES || bright[row * MODULES + col] != 0) {
                    if (col > from) {
                        boxes.add(new Box(x + from * module, y + row * module, (col - from) * module, module));
                    }
                    from = col + 1;
                }
            }
        }
        return boxes;
    }

    /// As a picture that any browser prints at its true size.
    public String svg() {
        double width = widthMillimetres + 2 * MARGIN_MILLIMETRES;
        double height = heightMillimetres + 2 * MARGIN_MILLIMETRES;
        var text = new StringBuilder();
        text.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$smm\" height=\"%2$smm\" viewBox=\"0 0 %1$s %2$s\">%n",
                width, height));
        text.append(format("<rect width=\"%s\" height=\"%s\" fill=\"white\"/>%n", width, height));
        text.append(drawn(new Box(0, 0, widthMillimetres, heightMillimetres), OUTLINE));
        black.forEach(box -> text.append(drawn(box, "shape-rendering=\"crispEdges\"")));
        outlined.forEach(box -> text.append(drawn(box, OUTLINE)));
        text.append(format(
                "<text x=\"%s\" y=\"%s\" font-family=\"sans-serif\" font-size=\"3\">Print at 100 %%: the frame is %s × %s mm.</text>%n</svg>%n",
                MARGIN_MILLIMETRES, height - 4, widthMillimetres, heightMillimetres));
        return text.toString();
    }

    private static String drawn(Box box, String how) {
        return format(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>%n",
                MARGIN_MILLIMETRES + box.x(), MARGIN_MILLIMETRES + box.y(), box.width(), box.height(), how);
    }

    /// With points in numbers, and the numbers as short as they are.
    private static String format(String pattern, Object... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Double number ? "" + Math.round(number * 1e4) / 1e4 : values[i];
        }
        return String.format(Locale.ROOT, pattern, values);
    }
}
