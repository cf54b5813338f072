package org.imprimatur.article.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.imprimatur.article.source.ProblemCode.*;
import static org.imprimatur.article.source.Sources.CARET;
import static org.imprimatur.article.source.Sources.STATINS;
import static org.imprimatur.article.source.Sources.expected;
import static org.imprimatur.article.source.Sources.found;
import static org.imprimatur.article.source.Sources.parse;
import static org.imprimatur.article.source.Sources.problemsOf;
import static org.imprimatur.article.source.Sources.statinsSaying;
import static org.imprimatur.article.source.Sources.statinsWith;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceParserTests {

    /** A source with a caret before every place that must be named, and the code for each. */
    record Refusal(String source, List<ProblemCode> codes) {

        @Override
        public String toString() {
            return codes.stream().map(ProblemCode::code).collect(Collectors.joining(", "))
                    + ": "
                    + source.lines()
                            .filter(line -> line.contains(CARET))
                            .findFirst()
                            .orElse("")
                            .strip();
        }
    }

    static Refusal refusal(String source, ProblemCode... codes) {
        return new Refusal(source, List.of(codes));
    }

    static final String REFERENCE =
            "  - {number: 1, kind: Research, type: article-journal, title: A trial}";

    static Refusal reference(String replacement, ProblemCode... codes) {
        return refusal(statinsWith("title: A trial", "title: A trial, " + replacement), codes);
    }

    static Refusal text(String text, ProblemCode... codes) {
        return refusal(statinsSaying(text), codes);
    }

    static Refusal heading(String heading, ProblemCode... codes) {
        return refusal(statinsWith("## Summary: In short", heading), codes);
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                        frontMatter(), references(), sections(), texts(), citations(), characters())
                .flatMap(List::stream);
    }

    static List<Refusal> frontMatter() {
        return List.of(
                refusal(CARET, MISSING_FRONT_MATTER),
                refusal(CARET + "\n\n" + STATINS, MISSING_FRONT_MATTER),
                refusal(CARET + "## Summary: No front matter\nText", MISSING_FRONT_MATTER),
                refusal(
                        CARET + "---\nquestion: Why?\n## Summary: Unclosed\nText",
                        UNCLOSED_FRONT_MATTER),
                refusal(CARET + "---\n---\n## Summary: In short\nText", INVALID_YAML),
                refusal("---\n‸- a list\n---\n## Summary: In short\nText", WRONG_TYPE),
                refusal("---\n‸just text\n---\n## Summary: In short\nText", WRONG_TYPE),
                refusal(statinsWith("question: Do", "question: Why‸: Do"), INVALID_YAML),
                refusal(
                        statinsWith("topics: [cardiology]", "topics: [cardiology]‸]"),
                        INVALID_YAML),
                refusal(statinsWith("topics:", "‸\ttopics:"), INVALID_YAML),
                refusal(statinsWith("topics: [", "topics: ‸&a ["), UNSUPPORTED_YAML),
                refusal(statinsWith("topics: [", "topics: ‸!!set ["), UNSUPPORTED_YAML),
                refusal(
                        statinsWith("language: en", "language: ‸!!java.util.Locale en"),
                        UNSUPPORTED_YAML),
                refusal(statinsWith("topics:", "‸--- {}\ntopics:"), UNSUPPORTED_YAML),
                refusal(statinsWith("language: en", "language: en\n‸language: de"), DUPLICATE_KEY),
                refusal(statinsWith("language: en", "language: en\n‸Language: de"), UNKNOWN_KEY),
                refusal(
                        statinsWith("language: en", "language: en\n‸<<: {language: de}"),
                        UNKNOWN_KEY),
                refusal(statinsWith("language: en", "language: en\n‸[a, b]: de"), WRONG_TYPE),
                refusal(
                        CARET + statinsWith("question: Do statins help after seventy?\n", ""),
                        MISSING_KEY),
                refusal(CARET + statinsWith("slug: statins-after-seventy\n", ""), MISSING_KEY),
                refusal(CARET + statinsWith("audience: Clinicians\n", ""), MISSING_KEY),
                refusal(CARET + statinsWith("language: en\n", ""), MISSING_KEY),
                refusal(CARET + statinsWith("origin: human\n", ""), MISSING_KEY),
                refusal(CARET + statinsWith("topics: [cardiology]\n", ""), MISSING_KEY),
                refusal(
                        CARET
                                + statinsWith("references:\n" + REFERENCE + "\n", "")
                                        .replace("[1]", CARET + "[1]"),
                        MISSING_KEY,
                        UNRESOLVED_CITATION),
                refusal(
                        statinsWith("question: Do", "question: ‸[Do")
                                .replace("seventy?", "seventy]"),
                        WRONG_TYPE),
                refusal(
                        statinsWith("question: Do statins help after seventy?", "question:‸"),
                        EMPTY_VALUE),
                refusal(
                        statinsWith("question: Do statins help after seventy?", "question: ‸null"),
                        EMPTY_VALUE),
                refusal(
                        statinsWith("question: Do statins help after seventy?", "question: ‸' '"),
                        EMPTY_VALUE),
                refusal(
                        statinsWith("question: Do", "question: ‸" + "o".repeat(501) + " Do"),
                        TOO_LONG),
                refusal(
                        statinsWith("question: Do", "question: ‸|\n  One\n  two\n#"),
                        CONTROL_CHARACTER),
                refusal(
                        statinsWith("question: Do statins", "question: ‸\"\\0\" #"),
                        CONTROL_CHARACTER),
                refusal(
                        statinsWith("question: Do statins", "question: ‸\"\\u202e 5.21\" #"),
                        CONTROL_CHARACTER),
                refusal(
                        statinsWith("question: Do statins", "question: ‸\"\\ud800\" #"),
                        CONTROL_CHARACTER),
                refusal(statinsWith("slug: statins-", "slug: ‸Statins-"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸statins_"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸-statins-"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸statins--"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸états-"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸../"), INVALID_SLUG),
                refusal(statinsWith("slug: statins-", "slug: ‸" + "s".repeat(121)), TOO_LONG),
                refusal(
                        statinsWith(
                                "slug: statins-after-seventy",
                                "slug: ‸492dbdb2-077e-4064-bff3-372d6af0a7a2"),
                        INVALID_SLUG),
                refusal(statinsWith("language: en", "language: en\nwork: ‸Statins"), INVALID_SLUG),
                refusal(statinsWith("language: en", "language: ‸en_US"), INVALID_LANGUAGE),
                refusal(
                        statinsWith("language: en", "language: ‸english language"),
                        INVALID_LANGUAGE),
                refusal(
                        statinsWith("audience: Clinicians", "audience: ‸clinicians"),
                        UNKNOWN_VALUE),
                refusal(statinsWith("audience: Clinicians", "audience: ‸[Clinicians]"), WRONG_TYPE),
                refusal(statinsWith("language: en", "language: en\nrisk: ‸low"), UNKNOWN_VALUE),
                refusal(statinsWith("origin: human", "origin: ‸robot"), UNKNOWN_VALUE),
                refusal(statinsWith("origin: human", "origin: ‸[human]"), WRONG_TYPE),
                refusal(statinsWith("origin: human", "origin: ‸{}"), MISSING_KEY),
                refusal(
                        statinsWith("origin: human", "origin: {generated: GPT, ‸by: me}"),
                        UNKNOWN_KEY),
                refusal(statinsWith("origin: human", "origin: {generated:‸ }"), EMPTY_VALUE),
                refusal(statinsWith("topics: [cardiology]", "topics: ‸[]"), EMPTY_VALUE),
                refusal(statinsWith("topics: [cardiology]", "topics: ‸cardiology"), WRONG_TYPE),
                refusal(statinsWith("topics: [cardiology]", "topics: [‸[cardiology]]"), WRONG_TYPE),
                refusal(statinsWith("topics: [cardiology]", "topics: [a, ‸a]"), DUPLICATE_ITEM),
                refusal(
                        statinsWith("language: en", "language: en\ndrugs: ‸trastuzumab"),
                        WRONG_TYPE),
                refusal(statinsWith("language: en", "language: en\nmakers: [‸{a: b}]"), WRONG_TYPE),
                refusal(statinsWith("language: en", "language: en\nrelated: [‸~]"), EMPTY_VALUE));
    }

    static List<Refusal> references() {
        return List.of(
                refusal(
                        statinsWith(REFERENCE, "  ‸none").replace("[1]", "‸[1]"),
                        WRONG_TYPE,
                        UNRESOLVED_CITATION),
                refusal(statinsWith(REFERENCE, REFERENCE + "\n  - ‸A trial"), WRONG_TYPE),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸1,")),
                        DUPLICATE_REFERENCE),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸0,")),
                        INVALID_NUMBER),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸-1,")),
                        INVALID_NUMBER),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸1.0,")),
                        INVALID_NUMBER),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸01,")),
                        INVALID_NUMBER),
                refusal(
                        statinsWith(
                                REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸12345,")),
                        INVALID_NUMBER),
                refusal(
                        statinsWith(REFERENCE, REFERENCE + "\n" + REFERENCE.replace("1,", "‸2,")),
                        UNUSED_REFERENCE),
                refusal(statinsWith("kind: Research", "kind: ‸Summary"), UNKNOWN_VALUE),
                refusal(statinsWith("kind: Research", "kind: ‸research"), UNKNOWN_VALUE),
                refusal(
                        statinsWith("type: article-journal", "type: ‸journal-article"),
                        UNKNOWN_VALUE),
                refusal(
                        statinsWith("- {number: 1", "- ‸{number: 1")
                                .replace(", title: A trial", ""),
                        MISSING_KEY),
                refusal(
                        statinsWith("- {number: 1", "- ‸{number: 1")
                                .replace("kind: Research, ", ""),
                        MISSING_KEY),
                refusal(statinsWith("title: A trial", "title: ‸" + "o".repeat(1_001)), TOO_LONG),
                reference("‸doi: 10.1/x", UNKNOWN_KEY),
                reference("DOI: ‸https://doi.org/10.1016/x", INVALID_DOI),
                reference("DOI: ‸10.1/x", INVALID_DOI),
                reference("DOI: ‸10.1016", INVALID_DOI),
                reference("DOI: ‸10.1016/a b", INVALID_DOI),
                reference("PMID: ‸011248153", INVALID_PMID),
                reference("PMID: ‸112481530", INVALID_PMID),
                reference("PMID: ‸PMC123", INVALID_PMID),
                reference("set-id: ‸492dbdb2", INVALID_SET_ID),
                reference("set-id: ‸492DBDB2-077E-4064-BFF3-372D6AF0A7A2", INVALID_SET_ID),
                reference("URL: ‸ftp://example.org/", INVALID_URL),
                reference("URL: ‸//example.org/", INVALID_URL),
                reference("URL: ‸'javascript:alert(1)'", INVALID_URL),
                reference("URL: ‸https://nih.gov@evil.example/", INVALID_URL),
                reference("issued: ‸21", INVALID_DATE),
                reference("issued: ‸2021-13", INVALID_DATE),
                reference("issued: ‸2021-02-30", INVALID_DATE),
                reference("issued: ‸October 2021", INVALID_DATE),
                reference("issued: ‸[2021]", WRONG_TYPE),
                reference("author: ‸Gennari", WRONG_TYPE),
                reference("author: [‸Gennari]", WRONG_TYPE),
                reference("author: [‸{given: A}]", MISSING_KEY),
                reference("author: [{family: Gennari, ‸name: A}]", UNKNOWN_KEY));
    }

    static List<Refusal> sections() {
        var unused = statinsWith("number: 1", "number: ‸1");
        return List.of(
                refusal(
                        unused.substring(0, unused.indexOf("\n## ")) + CARET,
                        UNUSED_REFERENCE,
                        NO_SECTION),
                refusal(
                        statinsWith("## Summary: In short\n", "")
                                .replace("They help [1].", "‸They help [1].‸"),
                        TEXT_BEFORE_SECTION,
                        NO_SECTION),
                refusal(
                        statinsWith("## Summary", "\n‸Text first.\n\n## Summary"),
                        TEXT_BEFORE_SECTION),
                refusal(statinsWith("## Summary", "‸# Statins\n## Summary"), WRONG_HEADING),
                heading("‸# Summary: In short", WRONG_HEADING),
                heading("‸## In short", WRONG_HEADING),
                heading("‸##", WRONG_HEADING),
                heading("‸## Summary In short", WRONG_HEADING),
                heading("‸Summary: In short\n---", WRONG_HEADING),
                heading("‸Summary: In short\n===", WRONG_HEADING),
                heading("‸  ## Opinion: In short", UNKNOWN_KIND),
                heading("‸## summary: In short", UNKNOWN_KIND),
                heading("‸## Drug Label: In short", UNKNOWN_KIND),
                heading("‸## Summary:", MISSING_TITLE),
                heading("‸## Summary:  ##", MISSING_TITLE),
                heading("‸## Summary: " + "o".repeat(301), TOO_LONG),
                heading("‸## Summary: In short [1]", CITATION_IN_TITLE),
                text("‸## Research: Nothing", EMPTY_SECTION),
                text("‸## Research: Nothing\n### Only a heading", EMPTY_SECTION),
                text("‸## Research: Nothing\n[a]: https://example.org/", EMPTY_SECTION),
                text("> ‸## Research: Quoted", WRONG_HEADING),
                text("- ‸# Listed", WRONG_HEADING),
                text("- ‸Listed\n  ---", WRONG_HEADING),
                text("Table:\n\n| a |\n|---|\n| b |\n\n‸A line\n---\nText", WRONG_HEADING));
    }

    static List<Refusal> texts() {
        return List.of(
                text("‸<div>\nblock\n</div>", RAW_HTML),
                text("‸<!-- hidden -->", RAW_HTML),
                text("Some ‸<b>bold‸</b> text", RAW_HTML, RAW_HTML),
                text("‸<script>alert(1)</script>", RAW_HTML),
                text("A ‸![picture](https://example.org/a.png)", IMAGE),
                text("😀 é A ‸![picture][p]\n\n[p]: https://example.org/a.png", IMAGE),
                text("A ‸[link](javascript:alert%281%29)", UNSAFE_LINK),
                text("A ‸[link](JaVaScRiPt:alert%281%29)", UNSAFE_LINK),
                text("A ‸[link](data:text/html,x)", UNSAFE_LINK),
                text("A ‸[link](/articles/x)", UNSAFE_LINK),
                text("A ‸[link](//evil.example)", UNSAFE_LINK),
                text("A ‸[link](#x)", UNSAFE_LINK),
                text("A ‸[link]()", UNSAFE_LINK),
                text("A ‸[link](https://nih.gov@evil.example)", UNSAFE_LINK),
                text("A ‸<mailto:a@example.org>", UNSAFE_LINK),
                text("A ‸[link][l]\n\n[l]: vbscript:x", UNSAFE_LINK),
                text("A ‸[](https://example.org/)", EMPTY_LINK),
                text("‸A [link](https://example.org/a b)", BROKEN_LINK),
                text("| a | b |\n|---|---|\n| 1 | 2 |\n‸| 1 | 2 | 3 |\n| 1 | 2 |", BROKEN_TABLE),
                text("| a | b |\n|---|---|\n‸| 1 |\n‸| 1 |", BROKEN_TABLE, BROKEN_TABLE),
                text("| a | b |\n‸|---|---|---|\n| 1 | 2 |", BROKEN_TABLE),
                text("‸| a | b |\n|---|\n| 1 | 2 |", BROKEN_TABLE),
                text("a | b | c\n‸---|---\n1 | 2 | 3", BROKEN_TABLE),
                text("‸| a | b |\n| 1 | 2 |", BROKEN_TABLE),
                text("> | a | b |\n> |---|---|\n> ‸| 1 |", BROKEN_TABLE),
                text("| a |\n|---|\n| b |\n\n‸| c |", BROKEN_TABLE),
                text("*Take*‸ &#x202e;5.21 mg", CONTROL_CHARACTER),
                text("A ‸[link](https://example.org/ \"&#8238;\")", CONTROL_CHARACTER));
    }

    static List<Refusal> citations() {
        return List.of(
                text("Unresolved ‸[2].", UNRESOLVED_CITATION),
                text("😀 ‸[1, 2] and ‸[3].", UNRESOLVED_CITATION, UNRESOLVED_CITATION),
                text("Range ‸[1-3]", UNRESOLVED_CITATION),
                text("Range ‸[1–3]", UNRESOLVED_CITATION),
                text("Over ‸[1,\n2]", UNRESOLVED_CITATION),
                text("Wow!‸[2]", UNRESOLVED_CITATION),
                text("*Both*‸[2]‸[3]", UNRESOLVED_CITATION, UNRESOLVED_CITATION),
                text("[text]‸[2]", UNRESOLVED_CITATION),
                text("- item\n  - *deep ‸[2]*", UNRESOLVED_CITATION),
                text("> quoted\n> second ‸[2]", UNRESOLVED_CITATION),
                text("### Heading ‸[2]", UNRESOLVED_CITATION),
                text(
                        "| a | b |\n|---|---|\n| x \\| y \\| z ‸[2] | ‸[3] |",
                        UNRESOLVED_CITATION,
                        UNRESOLVED_CITATION),
                text("``[9]`` ‸[2]", UNRESOLVED_CITATION),
                text("‸[0]", INVALID_CITATION),
                text("‸[01]", INVALID_CITATION),
                text("‸[1,]", INVALID_CITATION),
                text("‸[1, 1]", INVALID_CITATION),
                text("‸[1; 2]", INVALID_CITATION),
                text("‸[1 2]", INVALID_CITATION),
                text("‸[3-1]", INVALID_CITATION),
                text("‸[1-1]", INVALID_CITATION),
                text("‸[1-9999]", INVALID_CITATION),
                text("‸[2021-08-30]", INVALID_CITATION),
                text("‸[12345]", INVALID_CITATION),
                text("‸[ 1 ]", INVALID_CITATION),
                text(
                        "A [link with ‸[2]‸](https://example.org/)",
                        UNRESOLVED_CITATION,
                        BROKEN_LINK));
    }

    static List<Refusal> characters() {
        return List.of(
                text("NUL ‸\0 here", CONTROL_CHARACTER),
                text("😀😀 ‸\u0007", CONTROL_CHARACTER),
                text("NEL ‸\u0085", CONTROL_CHARACTER),
                text("separator ‸\u2028 and ‸\u2029", CONTROL_CHARACTER, CONTROL_CHARACTER),
                text("dose ‸\u202E5.21", CONTROL_CHARACTER),
                text("mark ‸\uFEFF", CONTROL_CHARACTER),
                text("noncharacter ‸\uFFFF", CONTROL_CHARACTER),
                refusal(statinsWith("question: Do", "question: ‸\u2028Do"), CONTROL_CHARACTER),
                refusal(
                        statinsWith("question: Do", "question: ‸\u001B Do")
                                .replace("en\n", "‸en_US\n"),
                        CONTROL_CHARACTER,
                        INVALID_LANGUAGE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesEveryProblemWithItsPlace(Refusal refusal) {
        assertThat(found(problemsOf(refusal.source().replace(CARET, ""))))
                .isEqualTo(expected(refusal.source(), refusal.codes()));
    }

    @Test
    void namesEveryProblemAtOnce() {
        var source =
                """
                ---
                question: Why?
                slug: ‸Why
                audience: ‸Everybody
                language: en
                origin: human
                topics: [oncology]
                ‸colour: red
                references:
                  - {number: ‸1, kind: Guideline, type: book, title: Never cited}
                  - {number: 2, kind: Research, type: book, title: A trial, PMID: ‸x}
                ---
                ## Guideline: First
                Cited [2], lost ‸[7], ‸<b>bold‸</b>.

                ‸## Opinion: Second
                """;

        assertThat(found(problemsOf(source.replace(CARET, ""))))
                .isEqualTo(
                        expected(
                                source,
                                List.of(
                                        INVALID_SLUG,
                                        UNKNOWN_VALUE,
                                        UNKNOWN_KEY,
                                        UNUSED_REFERENCE,
                                        INVALID_PMID,
                                        UNRESOLVED_CITATION,
                                        RAW_HTML,
                                        RAW_HTML,
                                        UNKNOWN_KIND)));
    }

    @Test
    void namesProblemsOfTheTextEvenIfTheFrontMatterCannotBeRead() {
        var source = statinsSaying("‸[0] and ‸<br>").replace("language: en", "language: ‸]");

        assertThat(found(problemsOf(source.replace(CARET, ""))))
                .isEqualTo(expected(source, List.of(INVALID_YAML, INVALID_CITATION, RAW_HTML)));
    }

    @Test
    void hasATestForEveryCode() {
        var elsewhere =
                Stream.of(
                        MALFORMED_UTF8,
                        TOO_MANY_PROBLEMS,
                        NESTED_TOO_DEEPLY,
                        TABLE_TOO_LARGE,
                        TOO_MANY_BRACKETS,
                        TOO_MANY_CITATIONS);
        var tested = refusals().flatMap(refusal -> refusal.codes().stream());

        assertThat(Stream.concat(tested, elsewhere))
                .containsAll(Arrays.asList(ProblemCode.values()));
    }

    @Test
    void hasAnExplanationForEveryCode() throws Exception {
        var explained = Files.readString(Path.of("src/docs/source-format.md"));

        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(explained).contains("| `" + code.code() + "` |"));
    }

    @Test
    void refusesASourceThatIsTooLarge() {
        var parser = new SourceParser(new SourceLimits(STATINS.length()));
        parser.parse(STATINS.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(SourceTooLarge.class)
                .isThrownBy(() -> parser.parse((STATINS + " ").getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(STATINS.length()));
    }

    @Test
    void listsSoManyProblemsAndNoMore() {
        var problems = problemsOf(statinsSaying("[9]\n\n".repeat(Problems.MOST + 1)));

        assertThat(problems).hasSize(Problems.MOST + 1);
        assertThat(problems.getLast().code()).isEqualTo("too-many-problems");
    }

    @Nested
    class OfAValidSource {

        @Test
        void readsWhatTheFrontMatterSays() {
            var source =
                    parse(
                                    """
                            ---
                            question: What are the treatment options for stage 4 (metastatic) breast cancer?
                            slug: stage-4-breast-cancer-treatment # never changes
                            audience: Patients
                            language: no
                            origin: {generated: Writer 1.10}
                            topics: [oncology, pharmacology]
                            work: stage-4-breast-cancer
                            risk: high
                            drugs: [trastuzumab]
                            makers: [Roche, "null"]
                            related: ["What is HER2?"]
                            references:
                              - {number: 7, kind: Guideline, type: article-journal, title: "Guideline: metastatic", author: [{family: Gennari, given: A}, {family: "No"}], container-title: Ann Oncol, issued: 2021, DOI: 10.1016/j.annonc.2021.09.019, volume: 32, issue: 010, page: 1475-1495}
                              - number: 2
                                kind: Drug label
                                type: document
                                title: Herceptin
                                set-id: 492dbdb2-077e-4064-bff3-372d6af0a7a2
                                version: 1.10
                                issued: 2021-08-30
                                PMID: 11248153
                                URL: https://example.org/a?b=c#d
                            ---
                            ## Drug label: Trial H0648g
                            Text [2, 7].
                            """)
                            .article();

            assertThat(source)
                    .usingRecursiveComparison()
                    .isEqualTo(
                            new ArticleSource(
                                    "What are the treatment options for stage 4 (metastatic) breast cancer?",
                                    "stage-4-breast-cancer-treatment",
                                    Audience.PATIENTS,
                                    "no",
                                    new Origin.Generated("Writer 1.10"),
                                    List.of("oncology", "pharmacology"),
                                    "stage-4-breast-cancer",
                                    Risk.HIGH,
                                    List.of("trastuzumab"),
                                    List.of("Roche", "null"),
                                    List.of("What is HER2?"),
                                    List.of(
                                            new Reference(
                                                    7,
                                                    EvidenceKind.GUIDELINE,
                                                    "article-journal",
                                                    "Guideline: metastatic",
                                                    List.of(
                                                            new Author("Gennari", "A"),
                                                            new Author("No", null)),
                                                    "Ann Oncol",
                                                    "2021",
                                                    "10.1016/j.annonc.2021.09.019",
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    "32",
                                                    "010",
                                                    "1475-1495"),
                                            new Reference(
                                                    2,
                                                    EvidenceKind.DRUG_LABEL,
                                                    "document",
                                                    "Herceptin",
                                                    List.of(),
                                                    null,
                                                    "2021-08-30",
                                                    null,
                                                    "11248153",
                                                    "492dbdb2-077e-4064-bff3-372d6af0a7a2",
                                                    "1.10",
                                                    "https://example.org/a?b=c#d",
                                                    null,
                                                    null,
                                                    null)),
                                    List.of(
                                            new Section(
                                                    "drug-label-trial-h0648g",
                                                    EvidenceKind.DRUG_LABEL,
                                                    "Trial H0648g",
                                                    "Text [2, 7].",
                                                    25))));
        }

        @Test
        void takesTheSlugForTheWorkAndRoutineForTheRiskUnlessToldOtherwise() {
            var article = parse(STATINS).article();

            assertThat(article.work()).isEqualTo("statins-after-seventy");
            assertThat(article.risk()).isEqualTo(Risk.ROUTINE);
            assertThat(article.origin()).isEqualTo(new Origin.Human());
        }

        @Test
        void needsNoReferences() {
            var source =
                    statinsWith("references:\n" + REFERENCE, "references: []").replace(" [1]", "");

            assertThat(parse(source).article().references()).isEmpty();
        }

        @Test
        void givesEverySectionAnAnchorOfItsOwn() {
            var source =
                    statinsSaying(
                            """
                            ## Research: Überleben & Côte d'Ivoire
                            a
                            ## Summary: In short
                            b
                            ## Summary: In short 2
                            c
                            ## Summary: In short
                            d
                            ## Summary: 要約
                            e
                            ## Guideline: Choosing: by `status` ##
                            f
                            """);

            assertThat(parse(source).article().sections())
                    .extracting(Section::anchor)
                    .containsExactly(
                            "summary-in-short",
                            "research-uberleben-cote-d-ivoire",
                            "summary-in-short-2",
                            "summary-in-short-2-2",
                            "summary-in-short-3",
                            "summary",
                            "guideline-choosing-by-status");
        }

        @Test
        void keepsTheTextOfASectionWithoutBlankLinesAround() {
            var source =
                    statinsWith(
                            "They help [1].",
                            "\n\n    code\n\nThey help [1].  \n\n \n## Research: B\nb");

            var sections = parse(source).article().sections();

            assertThat(sections.getFirst().markdown()).isEqualTo("    code\n\nThey help [1].  ");
            assertThat(sections).extracting(Section::line).containsExactly(11, 19);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "```\n## Opinion: in code [9] <b> ![x](y)\n```",
                    "`[9] <b>`",
                    "    [9] | <b>",
                    "\\[9], &#91;9], \\<b>, \\| a |",
                    "95% CI [0.40, 0.72], [95% CI 1-2], [x], [^9], []",
                    "[9](https://example.org/)",
                    "[9]\n\n[9]: https://example.org/",
                    "[text][9]\n\n[9]: https://example.org/",
                    "<https://example.org/>",
                    "A [link](HTTPS://example.org/a_(b)?c=d&e#f \"title\").",
                    "| | A | B |\n|---|:--|--:|\n| a | 1 | |\n| b \\| c | `x \\| y` | 3 |",
                    "a | b\n--- | ---\n1 | 2",
                    "> | a |\n> |---|\n> | b [1] |",
                    "Text\n\n---\n\nafter a ruler",
                    "1. one\n2. two\n   - nested\n     > quoted **strong**",
                    "### Deeper\n\n#### And deeper [1]",
                    "😀 𝒳 \uE000 \u0378 \u2066isolate\u2069",
                    "tab\there, a [1](see) no",
                })
        void acceptsWhatMarkdownAllows(String text) {
            assertThat(problemsOf(statinsSaying(text).replace("[1](see)", "[1] (see)"))).isEmpty();
        }

        @Test
        void countsEveryNumberOfACitation() {
            var source =
                    statinsWith(
                                    REFERENCE,
                                    REFERENCE
                                            + "\n"
                                            + REFERENCE.replace("1,", "2,")
                                            + "\n"
                                            + REFERENCE.replace("1,", "3,"))
                            .replace("[1]", "[1-3]");

            assertThat(problemsOf(source)).isEmpty();
        }
    }

    /** Each of these took minutes, gigabytes or the stack of some parser once. */
    @Nested
    class OfAHostileSource {

        static final int MANY = 10_000;

        static Stream<String> deepMarkdown() {
            return Stream.of(
                    ">".repeat(MANY) + " a",
                    "> ".repeat(MANY) + "a",
                    "- ".repeat(MANY) + "a",
                    "1. ".repeat(MANY) + "a",
                    "*".repeat(MANY) + "a" + "*".repeat(MANY),
                    "*a _b ".repeat(MANY) + " c_ d*".repeat(MANY),
                    "a **b" + "c* ".repeat(MANY));
        }

        @ParameterizedTest
        @MethodSource("deepMarkdown")
        void survivesDeepMarkdown(String markdown) {
            assertThat(problemsOf(statinsSaying(markdown)))
                    .allSatisfy(
                            problem -> assertThat(problem.code()).isEqualTo("nested-too-deeply"));
        }

        @Test
        void refusesNestingThatTheMarkdownParserWouldFlatten() {
            assertThat(problemsOf(statinsSaying("> ".repeat(50) + "a")))
                    .extracting(SourceProblem::code)
                    .containsExactly("nested-too-deeply");
        }

        @Test
        void survivesMarkdownMadeToBeSlow() {
            var fill = 400_000;
            Stream.of(
                            "[", "![", "]", "[a](", "[1", "[[1]", "<", "<a ", "<!--", "`", "&",
                            "\\", "| ", "*a ", "_", "[a]: ", "\n- ", "\t", "##", "#\t")
                    .map(unit -> unit.repeat(fill / unit.length()))
                    .forEach(text -> problemsOf(statinsSaying(text)));
            problemsOf(statinsSaying("![".repeat(60_000) + "x" + "](u)".repeat(60_000)));
            problemsOf(statinsSaying("[".repeat(200_000) + "1" + "]".repeat(200_000)));
            problemsOf(statinsSaying("[1](".repeat(100_000)));
            problemsOf(
                    statinsWith(
                            "## Summary: In short", "## Summary: a" + " \t".repeat(200_000) + "#"));
            problemsOf(statinsWith("## Summary: In short", "## Summary: " + "[1,".repeat(130_000)));
        }

        @Test
        void refusesMoreCellsThanAPageIsWorth() {
            var table = "|a|b|c|d|\n|-|-|-|-|\n" + "|1|2|3|4|\n".repeat(5_000);

            assertThat(problemsOf(statinsSaying(table)))
                    .extracting(SourceProblem::code)
                    .containsExactly("table-too-large");
        }

        @Test
        void refusesATableThatGrowsWhenRowsAreFilledUp() {
            var columns = 10_000;
            var table =
                    "|a".repeat(columns)
                            + "\n"
                            + "|-".repeat(columns)
                            + "\n"
                            + "a|\n".repeat(100_000);

            assertThat(problemsOf(statinsSaying(table)))
                    .extracting(SourceProblem::code)
                    .contains("table-too-large");
        }

        @Test
        void refusesBracketsThatTheMarkdownParserWouldWalkThroughAgainAndAgain() {
            assertThat(problemsOf(statinsSaying("[[1]".repeat(900)))).isEmpty();
            assertThat(found(problemsOf(statinsSaying("[[1]".repeat(100_000)))))
                    .containsExactly("14:1 too-many-brackets");
        }

        @Test
        void refusesMoreCitationsThanAnArticleCanHave() {
            assertThat(problemsOf(statinsSaying("[1]\n\n".repeat(4_999)))).isEmpty();
            assertThat(problemsOf(statinsSaying("[1]\n\n".repeat(50_000))))
                    .extracting(SourceProblem::code)
                    .containsExactly("too-many-citations");
        }

        static Stream<String> deepYaml() {
            return Stream.of(
                    "[".repeat(MANY),
                    "[".repeat(MANY) + "]".repeat(MANY),
                    "{a: ".repeat(MANY) + "}".repeat(MANY),
                    "\n  " + "- ".repeat(MANY) + "a",
                    "? ".repeat(MANY));
        }

        @ParameterizedTest
        @MethodSource("deepYaml")
        void survivesDeepYaml(String yaml) {
            assertThat(problemsOf(statinsWith("topics: [cardiology]", "topics: " + yaml)))
                    .isNotEmpty();
        }

        @Test
        void refusesTheBillionLaughs() {
            var laughs = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
            for (var c = 'b'; c <= 'z'; c++) {
                var before = ("*" + (char) (c - 1) + ",").repeat(9);
                laughs.append(c + ": &" + c + " [" + before + "]\n");
            }

            assertThat(found(problemsOf(statinsWith("topics:", laughs + "topics:"))))
                    .contains("7:4 unsupported-yaml");
        }

        @Test
        void survivesYamlMadeToBeSlow() {
            Stream.of(
                            "a: ", "- ", "? ", "[", "{", "\"", "'", "|\n", "#", "&a ", "*a ", "!a ",
                            ", ", "a:\n", "%", "\n\n")
                    .map(unit -> unit.repeat(400_000 / unit.length()))
                    .forEach(yaml -> problemsOf(statinsWith("topics:", yaml + "\ntopics:")));
        }
    }
}
