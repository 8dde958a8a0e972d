package org.agate.vision.feature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An ONNX network without weights, written field by field: the mean of each channel.
public final class TinyOnnx {

    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FLOAT = 1;
    private static final int IR_VERSION = 7;
    private static final int OPSET = 12;

    private TinyOnnx() {}

    /// For pictures of that edge.
    public static byte[] meanOfChannels(int edge) {
        var graph = new Message()
                .message(
                        1,
                        new Message()
                                .text(1, "picture")
                                .text(2, "means")
                                .text(3, "mean")
                                .text(4, "GlobalAveragePool"))
                .message(
                        1,
                        new Message()
                                .text(1, "means")
                                .text(2, "out")
                                .text(3, "flat")
                                .text(4, "Flatten"))
                .text(2, "tiny")
                .message(11, value("picture", 1, 3, edge, edge))
                .message(12, value("out", 1, 3));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .bytes();
    }

    private static Message value(String name, int... dimensions) {
        var shape = new Message();
        for (int dimension : dimensions) {
            shape.message(1, new Message().number(1, dimension));
        }
        var tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /// A protocol buffer.
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        private Message bytes(int field, byte[] value) {
            varint((long) field << 3 | BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while (left > 0x7F) {
                out.write((int) (left & 0x7F | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
