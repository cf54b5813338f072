package org.imprimatur.article.source;

import java.io.StringReader;
import java.util.Optional;
import org.imprimatur.api.Sentence;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads the plain part of YAML: mappings, lists and text.
 *
 * <p>Anchors, aliases and tags are refused on the stream of events, before any graph is built: nothing can be made larger than
 * it was written, and no type can be asked for. Values stay the text they were written as, so {@code language: no} is
 * Norwegian and {@code version: 1.10} keeps its zero.
 */
final class YamlReader {

    private static final int DEEPEST = 20;

    private final Problems problems;

    YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** Nothing if a problem was reported. */
    Optional<Node> read(String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST + 1); // never reached: isPlain() looks first
        options.setCodePointLimit(Integer.MAX_VALUE); // the whole source is limited already
        var dumper = new DumperOptions();
        var yaml = new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options);
        try {
            if (!isPlain(yaml.parse(new StringReader(text)))) {
                return Optional.empty();
            }
            var root = Optional.ofNullable(yaml.compose(new StringReader(text)));
            if (root.isEmpty()) {
                problems.add(
                        Position.START,
                        ProblemCode.INVALID_YAML,
                        Sentence.of("source.empty-front-matter"));
            }
            return root;
        } catch (MarkedYAMLException e) {
            problems.add(position(e.getProblemMark()), ProblemCode.INVALID_YAML, sentence(e));
            return Optional.empty();
        }
    }

    /** The front matter begins on the second line of a source; SnakeYAML counts from 0, columns in code points. */
    static Position position(@Nullable Mark mark) {
        return mark == null
                ? Position.START
                : new Position(mark.getLine() + 2, mark.getColumn() + 1);
    }

    private boolean isPlain(Iterable<Event> events) {
        var depth = 0;
        var documents = 0;
        for (var event : events) {
            switch (event) {
                case CollectionEndEvent _ -> depth--;
                case CollectionStartEvent _ -> depth++;
                case DocumentStartEvent _ -> documents++;
                default -> {}
            }
            if (depth > DEEPEST) {
                return refused(
                        event,
                        ProblemCode.NESTED_TOO_DEEPLY,
                        Sentence.of("source.front-matter-too-deep"));
            }
            if (documents > 1) {
                return refused(
                        event, ProblemCode.UNSUPPORTED_YAML, Sentence.of("source.one-document"));
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent node && node.getAnchor() != null)) {
                return refused(
                        event, ProblemCode.UNSUPPORTED_YAML, Sentence.of("source.yaml-anchor"));
            }
            if (tag(event) != null) {
                return refused(event, ProblemCode.UNSUPPORTED_YAML, Sentence.of("source.yaml-tag"));
            }
        }
        return true;
    }

    private boolean refused(Event event, ProblemCode code, Sentence message) {
        problems.add(position(event.getStartMark()), code, message);
        return false;
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private static Sentence sentence(MarkedYAMLException e) {
        var context = e.getContext() == null ? "" : e.getContext() + ": ";
        return Sentence.of("source.yaml", context + e.getProblem());
    }
}
