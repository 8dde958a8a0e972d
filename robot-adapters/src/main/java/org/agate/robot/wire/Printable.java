package org.agate.robot.wire;

/// Text from outside, made fit for one line of a log.
public final class Printable {

    private Printable() {}

    /// The text with control characters, line ends and characters that reverse the writing direction written as
    /// `\\uXXXX`, so that no sender can forge a line.
    ///
    /// @param most characters; what is longer is cut and ends with an ellipsis
    public static String of(String text, int most) {
        var shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < most; i++) {
            char c = text.charAt(i);
            boolean printed = !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
            if (printed) {
                shown.append(c);
            } else {
                shown.append("\\u%04x".formatted((int) c));
            }
        }
        return shown.length() < text.length() && shown.length() >= most
                ? shown.append('…').toString()
                : shown.toString();
    }
}
