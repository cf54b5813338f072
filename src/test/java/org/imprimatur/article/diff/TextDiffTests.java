package org.imprimatur.article.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.imprimatur.article.diff.SectionDiff.Block;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class TextDiffTests {

    private static final int RANDOM_PAIRS = 500;

    @Test
    void showsANumberWithItsUnitAsOneChange() {
        assertThat(
                        new TextDiff(new Work())
                                .pieces(
                                        "Median survival 20.3 months [3].",
                                        "Median survival 25.1 months [3]."))
                .containsExactly(
                        same("Median survival "),
                        old("20.3 months"),
                        now("25.1 months"),
                        same(" [3]."));
        assertThat(
                        new TextDiff(new Work())
                                .pieces("a dose of 10 mg/kg daily", "a dose of 10 mg daily"))
                .contains(old("10 mg/kg"), now("10 mg"));
        assertThat(new TextDiff(new Work()).pieces("(95 % CI 4.1–6.2)", "(95 % CI 4.1–6.8)"))
                .contains(old("95 % CI 4.1–6.2"), now("95 % CI 4.1–6.8"));
        assertThat(new TextDiff(new Work()).pieces("was seen (p < 0.001)", "was seen (p < 0.0001)"))
                .contains(old("p < 0.001"), now("p < 0.0001"));
    }

    @Test
    void comparesATableCellByCell() {
        var older =
                "| | A | B |\n|---|---|---|\n| Response, % | 50 | 23 |\n| 95 % CI | 42, 58 | 30, 46 |";
        var newer =
                "| | A | B |\n|:--|--:|--:|\n| Response, % | 50 | 38 |\n| 95 % CI | 42, 58 | 30, 46 |";

        var blocks = new TextDiff(new Work()).blocks(Blocks.of(older), Blocks.of(newer));

        assertThat(blocks)
                .extracting(Block::change)
                .containsExactly(Change.SAME, Change.CHANGED, Change.SAME);
        assertThat(blocks.get(1).cells())
                .containsExactly(
                        List.of(same("Response, %")),
                        List.of(same("50")),
                        List.of(old("23"), now("38")));
    }

    @Test
    void takesNoNoticeOfHowLinesAreWrapped() {
        assertThat(
                        new TextDiff(new Work())
                                .blocks(
                                        Blocks.of(
                                                "One line\nand another.\n\n- an item\n  that goes on"),
                                        Blocks.of(
                                                "One line and\nanother.\n\n- an item that goes on")))
                .allMatch(block -> block.change() == Change.SAME)
                .hasSize(2);
    }

    @Test
    void keepsUnlikeParagraphsApart() {
        assertThat(
                        new TextDiff(new Work())
                                .blocks(
                                        Blocks.of("Surgery prolongs life in most patients."),
                                        Blocks.of(
                                                "- Bone density is measured before treatment begins.")))
                .extracting(Block::change)
                .containsExactly(Change.ADDED, Change.REMOVED);
    }

    @Test
    void findsWhatTheDemoArticleChanged() throws IOException {
        var diff = TextDiff.between(demo("r1"), demo("r2"));

        assertThat(diff)
                .extracting(SectionDiff::anchor)
                .startsWith(TextDiff.ABOUT)
                .endsWith(TextDiff.REFERENCES);
        assertThat(diff).anyMatch(section -> section.change() == Change.CHANGED);
        assertThat(diff).anyMatch(section -> section.change() == Change.SAME);
        assertThat(rebuilt(diff, Piece.Kind.OLD))
                .isEqualTo(rebuilt(TextDiff.between(demo("r1"), demo("r1")), Piece.Kind.OLD));
        assertThat(rebuilt(diff, Piece.Kind.NEW))
                .isEqualTo(rebuilt(TextDiff.between(demo("r2"), demo("r2")), Piece.Kind.NEW));
    }

    /** Whoever leaves out what is new reads the old text, and the other way round. */
    @Test
    void losesNothingOfEitherText() {
        var random = new Random(42);
        for (var pair = 0; pair < RANDOM_PAIRS; pair++) {
            var older = paragraphs(random);
            var newer = edited(older, random);
            var blocks =
                    new TextDiff(new Work()).blocks(Blocks.of(join(older)), Blocks.of(join(newer)));

            assertThat(text(blocks, Piece.Kind.OLD)).isEqualTo(older);
            assertThat(text(blocks, Piece.Kind.NEW)).isEqualTo(newer);
        }
    }

    private static List<String> paragraphs(Random random) {
        var all = new ArrayList<String>();
        for (var count = random.nextInt(6); count >= 0; count--) {
            all.add(sentence(random));
        }
        return all;
    }

    private static String sentence(Random random) {
        var words = new ArrayList<>(TokensTests.WHOLE);
        Collections.shuffle(words, random);
        return "In all, " + String.join(" was ", words.subList(0, 1 + random.nextInt(9))) + ".";
    }

    private static List<String> edited(List<String> older, Random random) {
        var newer = new ArrayList<String>();
        for (var paragraph : older) {
            switch (random.nextInt(5)) {
                case 0 -> newer.add(sentence(random));
                case 1 -> newer.add(paragraph.replace("was", "is"));
                case 2 -> {
                    newer.add(sentence(random));
                    newer.add(paragraph);
                }
                case 3 -> newer.add(paragraph + " And more.");
                default -> newer.add(paragraph);
            }
        }
        return newer;
    }

    private static String join(List<String> paragraphs) {
        return String.join("\n\n", paragraphs);
    }

    private static List<String> rebuilt(List<SectionDiff> diff, Piece.Kind side) {
        return diff.stream().flatMap(section -> text(section.blocks(), side).stream()).toList();
    }

    private static List<String> text(List<Block> blocks, Piece.Kind side) {
        var gone = side == Piece.Kind.OLD ? Change.ADDED : Change.REMOVED;
        return blocks.stream()
                .filter(block -> block.change() != gone)
                .map(
                        block ->
                                block.cells().stream()
                                        .map(
                                                cell ->
                                                        cell.stream()
                                                                .filter(
                                                                        piece ->
                                                                                piece.kind() == side
                                                                                        || piece
                                                                                                        .kind()
                                                                                                == Piece
                                                                                                        .Kind
                                                                                                        .SAME)
                                                                .map(Piece::text)
                                                                .collect(Collectors.joining()))
                                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    private static Piece same(String text) {
        return new Piece(Piece.Kind.SAME, text);
    }

    private static Piece old(String text) {
        return new Piece(Piece.Kind.OLD, text);
    }

    private static Piece now(String text) {
        return new Piece(Piece.Kind.NEW, text);
    }

    private static ArticleSource demo(String part) throws IOException {
        var source = new ClassPathResource("demo/stage-4-breast-cancer-treatment." + part + ".md");
        return new SourceParser(SourceLimits.DEFAULT)
                .parse(source.getContentAsString(UTF_8).getBytes(UTF_8))
                .article();
    }
}
