package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Hands out the values of one mapping and reports what is missing, repeated, unknown or of another shape.
 *
 * <p>Where a required value has a problem, a stand-in is handed out, so that one pass finds every problem; {@link SourceParser}
 * throws before anybody could see it.
 */
final class YamlMapping {

    private static final int LONGEST_WORD = 200;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Position start;
    private final Problems problems;

    /**
     * @param what names the node in a complaint that it is no mapping
     * @param start where a missing key is reported
     */
    static Optional<YamlMapping> of(
            Node node, Sentence what, Set<String> keys, Position start, Problems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMapping(mapping, keys, start, problems));
        }
        problems.add(
                YamlReader.position(node.getStartMark()),
                ProblemCode.WRONG_TYPE,
                Sentence.of("source.not-a-mapping", what));
        return Optional.empty();
    }

    private YamlMapping(MappingNode mapping, Set<String> keys, Position start, Problems problems) {
        this.start = start;
        this.problems = problems;
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                report(entry.getKeyNode(), ProblemCode.WRONG_TYPE, Sentence.of("source.key"));
            } else if (!keys.contains(key.getValue())) {
                var known = keys.stream().sorted().collect(Collectors.joining(", "));
                report(
                        key,
                        ProblemCode.UNKNOWN_KEY,
                        Sentence.of("source.unknown-key", shortened(key), known));
            } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                report(
                        key,
                        ProblemCode.DUPLICATE_KEY,
                        Sentence.of("source.key-twice", key.getValue()));
            }
        }
    }

    /** Nothing if the key is absent. */
    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Node> requiredNode(String key) {
        var node = node(key);
        if (node.isEmpty()) {
            problems.add(start, ProblemCode.MISSING_KEY, Sentence.of("source.key-missing", key));
        }
        return node;
    }

    String required(String key, int longest) {
        return requiredNode(key).flatMap(node -> text(node, longest)).orElse("");
    }

    /** A required value of a form of its own, reported under {@code code} if it has another. */
    String required(String key, TextForm form) {
        return requiredNode(key).flatMap(node -> text(node, form)).orElse("");
    }

    @Nullable String optional(String key, int longest) {
        return node(key).flatMap(node -> text(node, longest)).orElse(null);
    }

    @Nullable String optional(String key, TextForm form) {
        return node(key).flatMap(node -> text(node, form)).orElse(null);
    }

    /** The one of {@code choices} that is written by its label; the first of them stands in for a wrong one. */
    <T> T choice(Optional<Node> node, List<T> choices, Function<T, String> label) {
        return node.flatMap(
                        value -> {
                            var text = text(value, LONGEST_WORD);
                            var chosen =
                                    text.flatMap(
                                            word ->
                                                    choices.stream()
                                                            .filter(
                                                                    c ->
                                                                            label.apply(c)
                                                                                    .equals(word))
                                                            .findFirst());
                            if (text.isPresent() && chosen.isEmpty()) {
                                var labels =
                                        choices.stream()
                                                .map(label)
                                                .collect(Collectors.joining(", "));
                                report(
                                        value,
                                        ProblemCode.UNKNOWN_VALUE,
                                        Sentence.of("source.choose", labels));
                            }
                            return chosen;
                        })
                .orElse(choices.getFirst());
    }

    /** A list of different texts; none if the key is absent. */
    List<String> texts(String key, int longest) {
        var seen = new HashSet<String>();
        var texts = new ArrayList<String>();
        items(key)
                .forEach(
                        item -> {
                            var text = text(item, longest);
                            text.ifPresent(texts::add);
                            if (text.isPresent() && !seen.add(text.get())) {
                                report(
                                        item,
                                        ProblemCode.DUPLICATE_ITEM,
                                        Sentence.of("source.listed-twice", text.get()));
                            }
                        });
        return texts;
    }

    Stream<Node> items(String key) {
        return switch (values.get(key)) {
            case null -> Stream.empty();
            case SequenceNode list -> list.getValue().stream();
            case Node other -> {
                report(other, ProblemCode.WRONG_TYPE, Sentence.of("source.a-list", key));
                yield Stream.empty();
            }
        };
    }

    Optional<YamlMapping> mapping(Node node, Sentence what, Set<String> keys) {
        return of(node, what, keys, YamlReader.position(node.getStartMark()), problems);
    }

    Optional<String> text(Node node, TextForm form) {
        var text = text(node, form.longest());
        if (text.isPresent() && !form.fits().test(text.get())) {
            report(node, form.code(), form.message());
            return Optional.empty();
        }
        return text;
    }

    private Optional<String> text(Node node, int longest) {
        if (!(node instanceof ScalarNode scalar)) {
            report(node, ProblemCode.WRONG_TYPE, Sentence.of("source.a-text"));
            return Optional.empty();
        }
        var text = scalar.getValue().strip();
        if (text.isEmpty() || (scalar.isPlain() && scalar.getTag().equals(Tag.NULL))) {
            report(node, ProblemCode.EMPTY_VALUE, Sentence.of("source.no-value"));
        } else if (text.codePointCount(0, text.length()) > longest) {
            report(node, ProblemCode.TOO_LONG, Sentence.of("source.too-long", longest));
        } else if (ForbiddenCharacters.inValue(text)) {
            report(node, ProblemCode.CONTROL_CHARACTER, Sentence.of("source.one-line"));
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    void report(Node node, ProblemCode code, Sentence message) {
        problems.add(YamlReader.position(node.getStartMark()), code, message);
    }

    private static String shortened(ScalarNode key) {
        var value = key.getValue();
        return value.length() <= 40
                ? value
                : value.substring(0, value.offsetByCodePoints(0, 40)) + "…";
    }
}
