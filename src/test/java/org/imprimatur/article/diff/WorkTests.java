package org.imprimatur.article.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.article.source.SourceLimits;
import org.junit.jupiter.api.Test;

/** Comparing must stay affordable for the longest source there can be, and for the most awkward one. */
class WorkTests {

    private static final int LONGEST = SourceLimits.DEFAULT.maxBytes();

    /** What one block may spend after nothing is left is bounded by its own length. */
    private static final long MOST = Work.LIMIT + 4L * LONGEST;

    @Test
    void growsWithTheLengthOfAListAndNotWithItsSquare() {
        var once = spent(items(400, n -> "no " + n), items(400, n -> "yes " + n));
        var twice = spent(items(800, n -> "no " + n), items(800, n -> "yes " + n));
        var fourTimes = spent(items(1_600, n -> "no " + n), items(1_600, n -> "yes " + n));

        assertThat(once).isPositive();
        assertThat(twice).isLessThan(once * 5 / 2);
        assertThat(fourTimes).isLessThan(twice * 5 / 2);
    }

    @Test
    void isBoundedForAListThatChangedThroughout() {
        var count = LONGEST / 13;

        assertThat(spent(items(count, n -> "no " + n), items(count, n -> "yes " + n)))
                .isLessThan(MOST);
    }

    @Test
    void isBoundedForOneLongParagraph() {
        var random = new Random(3);
        var words =
                IntStream.range(0, LONGEST / 3)
                        .mapToObj(_ -> "abcdefgh".charAt(random.nextInt(8)) + " ")
                        .collect(Collectors.toCollection(ArrayList::new));
        var older = String.join("", words);
        Collections.shuffle(words, random);

        assertThat(spent(older, String.join("", words))).isLessThan(MOST);
    }

    @Test
    void isBoundedForManyParagraphsThatChangedThroughout() {
        var random = new Random(5);

        assertThat(spent(paragraphs(random), paragraphs(random))).isLessThan(MOST);
    }

    @Test
    void findsASmallChangeInTheLongestText() {
        var random = new Random(9);
        var older = paragraphs(random);
        var newer = older.substring(0, LONGEST / 2) + "≥ 7" + older.substring(LONGEST / 2);
        var blocks = new TextDiff(new Work()).blocks(Blocks.of(older), Blocks.of(newer));

        assertThat(blocks).filteredOn(block -> block.change() != Change.SAME).hasSize(1);
    }

    @Test
    void replacesWholeBlocksWhenNothingIsLeft() {
        var work = new Work();
        work.spend(Work.LIMIT);
        var blocks =
                new TextDiff(work)
                        .blocks(Blocks.of("Give it at once."), Blocks.of("Give it late."));

        assertThat(blocks)
                .extracting(SectionDiff.Block::change)
                .containsExactly(Change.ADDED, Change.REMOVED);
    }

    @Test
    void takesAnyTextApartWithoutExhaustingTheStack() {
        for (var part : List.of("a", "a-", "1, ", "1/", "1.", "1 g/", "7-", "9a", "n", "[1, ")) {
            var text = part.repeat(LONGEST / part.length());
            assertThat(String.join("", Tokens.of(text))).isEqualTo(text);
            assertThat(Blocks.of(text)).isNotEmpty();
            assertThat(Blocks.of("|" + part.repeat(50_000) + "|")).isNotEmpty();
        }
        assertThat(Blocks.of("-".repeat(LONGEST))).isNotEmpty();
        assertThat(Blocks.of("- ".repeat(LONGEST / 2))).isNotEmpty();
    }

    private static long spent(String older, String newer) {
        var work = new Work();
        var blocks = new TextDiff(work).blocks(Blocks.of(older), Blocks.of(newer));
        assertThat(blocks).isNotEmpty();
        return work.spent();
    }

    private static String items(int count, IntFunction<String> item) {
        return IntStream.range(0, count)
                .mapToObj(number -> "- " + item.apply(number))
                .collect(Collectors.joining("\n"));
    }

    private static String paragraphs(Random random) {
        return IntStream.range(0, LONGEST / 1_000)
                .mapToObj(
                        _ ->
                                IntStream.range(0, 140)
                                        .mapToObj(_ -> "w" + random.nextInt(3_000))
                                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n\n"));
    }
}
