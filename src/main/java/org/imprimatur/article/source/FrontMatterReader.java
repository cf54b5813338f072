package org.imprimatur.article.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.api.Sentence;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the YAML between the {@code ---} lines. */
final class FrontMatterReader {

    private static final int LONGEST_QUESTION = 500;
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_TERM = 200;

    private static final Set<String> KEYS =
            Set.of(
                    "question",
                    "slug",
                    "audience",
                    "language",
                    "origin",
                    "topics",
                    "references",
                    "work",
                    "risk",
                    "drugs",
                    "makers",
                    "related");
    private static final Set<String> ORIGIN_KEYS = Set.of("generated");
    private static final Set<String> REFERENCE_KEYS =
            Set.of(
                    "number",
                    "kind",
                    "type",
                    "title",
                    "author",
                    "container-title",
                    "issued",
                    "DOI",
                    "PMID",
                    "set-id",
                    "version",
                    "URL",
                    "volume",
                    "issue",
                    "page");
    private static final Set<String> AUTHOR_KEYS = Set.of("family", "given");

    private static final List<EvidenceKind> SOURCE_KINDS =
            List.of(EvidenceKind.GUIDELINE, EvidenceKind.DRUG_LABEL, EvidenceKind.RESEARCH);

    /** The item types of CSL 1.0.2: what a citation processor can format. */
    private static final List<String> CSL_TYPES =
            List.of(
                    "article",
                    "article-journal",
                    "article-magazine",
                    "article-newspaper",
                    "bill",
                    "book",
                    "broadcast",
                    "chapter",
                    "classic",
                    "collection",
                    "dataset",
                    "document",
                    "entry",
                    "entry-dictionary",
                    "entry-encyclopedia",
                    "event",
                    "figure",
                    "graphic",
                    "hearing",
                    "interview",
                    "legal_case",
                    "legislation",
                    "manuscript",
                    "map",
                    "motion_picture",
                    "musical_score",
                    "pamphlet",
                    "paper-conference",
                    "patent",
                    "performance",
                    "periodical",
                    "personal_communication",
                    "post",
                    "post-weblog",
                    "regulation",
                    "report",
                    "review",
                    "review-book",
                    "software",
                    "song",
                    "speech",
                    "standard",
                    "thesis",
                    "treaty",
                    "webpage");

    private final Problems problems;
    private final Map<Integer, Position> referencePositions = new LinkedHashMap<>();

    FrontMatterReader(Problems problems) {
        this.problems = problems;
    }

    /** Nothing if the YAML as a whole cannot be read; the reason has been reported. */
    Optional<FrontMatter> read(String yaml) {
        return new YamlReader(problems)
                .read(yaml)
                .flatMap(
                        root ->
                                YamlMapping.of(
                                        root,
                                        Sentence.of("source.front-matter"),
                                        KEYS,
                                        Position.START,
                                        problems))
                .map(this::frontMatter);
    }

    private FrontMatter frontMatter(YamlMapping fields) {
        var slug = fields.required("slug", TextForm.SLUG);
        var work = fields.optional("work", TextForm.SLUG);
        return new FrontMatter(
                fields.required("question", LONGEST_QUESTION),
                slug,
                fields.choice(
                        fields.requiredNode("audience"),
                        List.of(Audience.values()),
                        Audience::label),
                fields.required("language", TextForm.LANGUAGE),
                fields.requiredNode("origin")
                        .map(node -> origin(fields, node))
                        .orElseGet(Origin.Human::new),
                topics(fields),
                work == null ? slug : work,
                fields.choice(fields.node("risk"), List.of(Risk.values()), Risk::label),
                fields.texts("drugs", LONGEST_TERM),
                fields.texts("makers", LONGEST_TERM),
                fields.texts("related", LONGEST_TEXT),
                references(fields),
                referencePositions);
    }

    private Origin origin(YamlMapping fields, Node node) {
        if (node instanceof ScalarNode) {
            fields.choice(Optional.of(node), List.of("human"), word -> word);
            return new Origin.Human();
        }
        return fields.mapping(node, Sentence.of("source.origin"), ORIGIN_KEYS)
                .<Origin>map(
                        origin -> new Origin.Generated(origin.required("generated", LONGEST_TERM)))
                .orElseGet(Origin.Human::new);
    }

    private List<String> topics(YamlMapping fields) {
        fields.requiredNode("topics")
                .filter(node -> node instanceof SequenceNode list && list.getValue().isEmpty())
                .ifPresent(
                        node ->
                                fields.report(
                                        node,
                                        ProblemCode.EMPTY_VALUE,
                                        Sentence.of("source.no-topic")));
        return fields.texts("topics", LONGEST_TERM);
    }

    private List<Reference> references(YamlMapping fields) {
        fields.requiredNode("references");
        var references = new ArrayList<Reference>();
        fields.items("references")
                .forEach(
                        item ->
                                fields.mapping(
                                                item,
                                                Sentence.of("source.reference"),
                                                REFERENCE_KEYS)
                                        .map(this::reference)
                                        .ifPresent(references::add));
        return references;
    }

    private Reference reference(YamlMapping fields) {
        return new Reference(
                fields.requiredNode("number").map(node -> number(fields, node)).orElse(0),
                fields.choice(fields.requiredNode("kind"), SOURCE_KINDS, EvidenceKind::label),
                fields.choice(fields.requiredNode("type"), CSL_TYPES, type -> type),
                fields.required("title", LONGEST_TITLE),
                authors(fields),
                fields.optional("container-title", LONGEST_TITLE),
                fields.optional("issued", TextForm.ISSUED),
                fields.optional("DOI", TextForm.DOI),
                fields.optional("PMID", TextForm.PMID),
                fields.optional("set-id", TextForm.SET_ID),
                fields.optional("version", LONGEST_TERM),
                fields.optional("URL", TextForm.URL),
                fields.optional("volume", LONGEST_TERM),
                fields.optional("issue", LONGEST_TERM),
                fields.optional("page", LONGEST_TERM));
    }

    private int number(YamlMapping fields, Node node) {
        var number = fields.text(node, TextForm.NUMBER).map(Integer::parseInt).orElse(0);
        var position = YamlReader.position(node.getStartMark());
        if (number > 0 && referencePositions.putIfAbsent(number, position) != null) {
            fields.report(
                    node,
                    ProblemCode.DUPLICATE_REFERENCE,
                    Sentence.of("source.reference-twice", String.valueOf(number)));
        }
        return number;
    }

    private List<Author> authors(YamlMapping fields) {
        var authors = new ArrayList<Author>();
        fields.items("author")
                .forEach(
                        item ->
                                fields.mapping(item, Sentence.of("source.author"), AUTHOR_KEYS)
                                        .map(
                                                author ->
                                                        new Author(
                                                                author.required(
                                                                        "family", LONGEST_TERM),
                                                                author.optional(
                                                                        "given", LONGEST_TERM)))
                                        .ifPresent(authors::add));
        return authors;
    }
}
