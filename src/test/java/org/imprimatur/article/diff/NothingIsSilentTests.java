package org.imprimatur.article.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.Section;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that shows nothing says that nothing changed; a reviewer signs on the strength of that. */
class NothingIsSilentTests {

    private static final int RANDOM_PAIRS = 2_000;

    private static final String SOURCE =
            """
            ---
            question: Does it help?
            slug: does-it-help
            audience: Clinicians
            language: en
            origin: {generated: Writer 2}
            topics: [oncology, surgery]
            drugs: [trastuzumab]
            makers: [Roche]
            related: ["What else helps?"]
            references:
              - {number: 1, kind: Research, type: article-journal, title: A trial, author: [{family: Slamon, given: D}], volume: 12, issued: 2001}
            ---
            ## Summary: HER2+ disease

            Give it at once [1].

            - first
              - second
            - third

            ## Research: Длительность ответа

            It lasted 25.1 months.

            | Arm | Months |
            |---|---|
            | A | 25.1 |
            | B | 20.3 |

            ## Guideline: Afterwards

            Stop after a year.
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "HER2+ disease > HER2- disease",
                "HER2+ disease > HER2 disease",
                "Длительность ответа > Прогрессия болезни",
                "question: Does it help? > question: Does it kill?",
                "audience: Clinicians > audience: Patients",
                "language: en > language: de",
                "origin: {generated: Writer 2} > origin: human",
                "origin: {generated: Writer 2} > origin: {generated: Writer 3}",
                "[oncology, surgery] > [surgery, oncology]",
                "[oncology, surgery] > ['oncology, surgery']",
                "drugs: [trastuzumab] > drugs: [pertuzumab]",
                "makers: [Roche] > makers: []",
                "What else helps? > What else harms?",
                "topics: > ~work: all-that-helps\ntopics:~",
                "topics: > ~risk: high\ntopics:~",
                "Research: Д > Summary: Д",
                "~  - second~ > - second",
                "| B | 20.3 | > ~| - | - |\n| B | 20.3 |~",
                "| B | 20.3 | > ~| B | 20.3 |\n| - | - |~",
                "type: article-journal > type: book",
                "volume: 12 > issue: 12",
                "family: Slamon, given: D > family: Slamon D",
            })
    void showsEveryChangeOfMeaning(String was, String is) {
        assertThat(SOURCE).contains(was);
        var changed = SOURCE.replace(was, is);

        assertThat(differing(SOURCE, changed)).isNotEmpty();
        assertThat(differing(changed, SOURCE)).isNotEmpty();
    }

    @Test
    void showsATitleBeyondTheEndOfItsAnchor() {
        var title = "Long ".repeat(20);

        assertThat(
                        differing(
                                SOURCE.replace("Afterwards", title + "good"),
                                SOURCE.replace("Afterwards", title + "bad")))
                .hasSize(1);
    }

    @Test
    void showsThatSectionsChangedSides() {
        var last = SOURCE.indexOf("## Guideline");
        var first = SOURCE.indexOf("## Summary");
        var moved =
                SOURCE.substring(0, first)
                        + SOURCE.substring(last)
                        + "\n"
                        + SOURCE.substring(first, last);

        assertThat(differing(SOURCE, moved)).containsExactly("guideline-afterwards");
    }

    @Test
    void pairsSectionsByTheirWholeTitle() {
        var both =
                SOURCE.replace(
                        "## Research",
                        "## Summary: HER2- disease\n\nNever give it at once.\n\n## Research");
        var one =
                both.replace("## Summary: HER2+ disease", "")
                        .replace("\n\nGive it at once [1].\n\n- first\n  - second\n- third\n", "")
                        .replace("Never give it at once.", "Never give it at once [1].");
        var diff = between(both, one);

        assertThat(diff)
                .filteredOn(SectionDiff::differs)
                .extracting(SectionDiff::title, SectionDiff::change)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("HER2+ disease", Change.REMOVED),
                        org.assertj.core.groups.Tuple.tuple("HER2- disease", Change.CHANGED));
        assertThat(diff).extracting(SectionDiff::anchor).doesNotHaveDuplicates();
    }

    /** Whatever somebody types at whatever place: it shows, and neither text loses a letter. */
    @Test
    void losesNothingOfAnyTwoSources() {
        var random = new Random(7);
        var compared = 0;
        for (var pair = 0; pair < RANDOM_PAIRS; pair++) {
            var changed = mistyped(random);
            var lines = TextDiff.lines(SOURCE, changed);
            assertThat(lines).anyMatch(line -> line.kind() != Piece.Kind.SAME);
            assertThat(joined(lines, Piece.Kind.OLD)).isEqualTo(SOURCE);
            assertThat(joined(lines, Piece.Kind.NEW)).isEqualTo(changed);
            ArticleSource older;
            ArticleSource newer;
            try {
                older = parsed(SOURCE);
                newer = parsed(changed);
            } catch (InvalidSource refused) {
                continue;
            }
            var diff = TextDiff.between(older, newer);
            if (!meaning(older).equals(meaning(newer))) {
                compared++;
                assertThat(diff).as(changed).anyMatch(SectionDiff::differs);
            }
            assertThat(side(diff, Piece.Kind.OLD))
                    .containsExactlyInAnyOrderElementsOf(
                            side(TextDiff.between(older, older), Piece.Kind.OLD));
            assertThat(side(diff, Piece.Kind.NEW))
                    .isEqualTo(side(TextDiff.between(newer, newer), Piece.Kind.NEW));
        }
        assertThat(compared).isGreaterThan(RANDOM_PAIRS / 4);
    }

    @Test
    void showsTheLinesThatDifferInFormOnly() {
        var changed = SOURCE.replace("Stop after", "Stop  after").replace("A trial", "\"A trial\"");

        assertThat(differing(SOURCE, changed)).isEmpty();
        assertThat(TextDiff.lines(SOURCE, changed))
                .filteredOn(line -> line.kind() == Piece.Kind.NEW)
                .extracting(SourceLine::text)
                .hasSize(2)
                .contains("Stop  after a year.");
    }

    /** One to three letters typed or deleted, next to others so that the form of the source stays. */
    private static String mistyped(Random random) {
        var text = new StringBuilder(SOURCE);
        for (var typed = random.nextInt(3); typed >= 0 || text.toString().equals(SOURCE); typed--) {
            var place = random.nextInt(SOURCE.indexOf("audience"), text.length() - 1);
            if (!Character.isLetterOrDigit(text.charAt(place))) {
                continue;
            }
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(place);
                case 1 -> text.insert(place, "+-<>≥9x µ".charAt(random.nextInt(9)));
                default -> text.setCharAt(place, "+-<>≥9x µ".charAt(random.nextInt(9)));
            }
        }
        return text.toString();
    }

    private static String joined(List<SourceLine> lines, Piece.Kind side) {
        return lines.stream()
                .filter(line -> line.kind() == side || line.kind() == Piece.Kind.SAME)
                .map(SourceLine::text)
                .collect(Collectors.joining("\n"));
    }

    /** All but where it stands and how its lines are filled. */
    private static List<Object> meaning(ArticleSource source) {
        return Stream.concat(
                        Stream.<Object>of(
                                source.question(),
                                source.slug(),
                                source.audience(),
                                source.language(),
                                source.origin(),
                                source.topics(),
                                source.work(),
                                source.risk(),
                                source.drugs(),
                                source.makers(),
                                source.related(),
                                source.references()),
                        source.sections().stream().map(NothingIsSilentTests::meaning))
                .toList();
    }

    private static Object meaning(Section section) {
        return List.of(
                section.kind(),
                section.title(),
                section.markdown().replaceAll("\\s+", " ").replace(" |", "|").replace("| ", "|"));
    }

    private static List<String> side(List<SectionDiff> diff, Piece.Kind side) {
        var text = new ArrayList<String>();
        for (var section : diff) {
            for (var block : section.blocks()) {
                var cells =
                        block.cells().stream()
                                .map(
                                        cell ->
                                                cell.stream()
                                                        .filter(
                                                                piece ->
                                                                        piece.kind() == side
                                                                                || piece.kind()
                                                                                        == Piece
                                                                                                .Kind
                                                                                                .SAME)
                                                        .map(Piece::text)
                                                        .collect(Collectors.joining()))
                                .collect(Collectors.joining(" | "));
                if (block.change() != (side == Piece.Kind.OLD ? Change.ADDED : Change.REMOVED)) {
                    text.add(cells);
                }
            }
        }
        return text;
    }

    private static List<String> differing(String older, String newer) {
        return between(older, newer).stream()
                .filter(SectionDiff::differs)
                .map(SectionDiff::anchor)
                .toList();
    }

    private static List<SectionDiff> between(String older, String newer) {
        return TextDiff.between(parsed(older), parsed(newer));
    }

    private static ArticleSource parsed(String source) {
        return new SourceParser(SourceLimits.DEFAULT).parse(source.getBytes(UTF_8)).article();
    }
}
