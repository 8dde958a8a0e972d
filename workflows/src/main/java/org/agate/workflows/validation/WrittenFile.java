package org.agate.workflows.validation;

import java.io.StringReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads YAML and keeps where everything is written.
final class WrittenFile {

    private final String file;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private WrittenFile(String file) {
        this.file = file;
    }

    /// A text that is no YAML mapping.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Spot spot;

        Malformed(Spot spot, String message) {
            super(message);
            this.spot = spot;
        }

        Spot spot() {
            return spot;
        }
    }

    /// @throws Malformed naming the place
    static Written.Mapping read(String file, String text) {
        var reader = new WrittenFile(file);
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var node = new Yaml(options).compose(new StringReader(text));
            if (node instanceof MappingNode mapping) {
                return reader.mapping(mapping);
            }
            throw new Malformed(new Spot(file, 1, 1), "it is not a YAML mapping");
        } catch (StackOverflowError e) {
            throw new Malformed(new Spot(file, 1, 1), "it is nested too deeply");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new Malformed(
                    mark == null ? new Spot(file, 1, 1) : reader.spot(mark), String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new Malformed(
                    new Spot(file, 1, 1),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /// An alias stands for another part of the file: a few of them can stand for more than fits into memory.
    private Written written(Node node) {
        if (!seen.add(node)) {
            throw new Malformed(spot(node.getStartMark()), "it uses an alias (*name)");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence ->
                new Written.Sequence(
                        sequence.getValue().stream().map(this::written).toList(), spot(node.getStartMark()));
            case ScalarNode scalar ->
                new Written.Scalar(
                        scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, spot(node.getStartMark()));
            default -> new Written.Scalar("", false, spot(node.getStartMark()));
        };
    }

    private Written.Mapping mapping(MappingNode node) {
        var values = new LinkedHashMap<String, Written>();
        var keys = new HashMap<String, Spot>();
        for (var tuple : node.getValue()) {
            var name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.containsKey(name)) {
                throw new Malformed(spot(tuple.getKeyNode().getStartMark()), "(%s) stands twice".formatted(name));
            }
            values.put(name, written(tuple.getValueNode()));
            keys.put(name, spot(tuple.getKeyNode().getStartMark()));
        }
        return new Written.Mapping(values, keys, spot(node.getStartMark()));
    }

    private Spot spot(Mark mark) {
        return new Spot(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
