package org.agate.robot.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Changes JSON documents at random: bytes, cuts, and values somewhere in the tree.
public final class JsonMutator {

    private static final List<String> VALUES = List.of(
            "null",
            "{}",
            "[]",
            "1e999",
            "-1",
            "9223372036854775808",
            "0.1",
            "\"NaN\"",
            "\"\"",
            "true",
            "[null]",
            "[1]",
            "{\"a\":null}",
            "\"\\u0000\\n\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "[[[[[]]]]]");

    private final ObjectMapper json = new ObjectMapper();
    private final SplittableRandom random;

    /// @param random decides what is changed
    public JsonMutator(SplittableRandom random) {
        this.random = random;
    }

    /// A document that is valid no longer, most likely.
    public byte[] mutated(byte[] valid) throws IOException {
        return random.nextInt(3) == 0 ? scrambled(valid) : rebuilt(valid);
    }

    private byte[] scrambled(byte[] valid) {
        var bytes = Arrays.copyOf(valid, random.nextInt(8) == 0 ? random.nextInt(valid.length) : valid.length);
        for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] rebuilt(byte[] valid) throws IOException {
        var root = json.readTree(valid);
        for (int n = random.nextInt(3); n >= 0; n--) {
            change(root);
        }
        return json.writeValueAsBytes(root);
    }

    /// Replaces, removes or adds one value somewhere in a tree.
    private void change(JsonNode root) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        collect(root, nodes);
        var value = json.readTree(VALUES.get(random.nextInt(VALUES.size())));
        switch (nodes.get(random.nextInt(nodes.size()))) {
            case ObjectNode object -> {
                var names = new ArrayList<String>();
                object.fieldNames().forEachRemaining(names::add);
                var name = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> {
                if (array.isEmpty() || random.nextBoolean()) {
                    array.add(value);
                } else {
                    array.set(random.nextInt(array.size()), value);
                }
            }
            default -> throw new IllegalStateException("only containers are collected");
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }
}
