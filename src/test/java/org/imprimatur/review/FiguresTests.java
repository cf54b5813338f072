package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.imprimatur.review.Figures.Figure;
import org.imprimatur.review.Figures.Kind;
import org.imprimatur.review.Figures.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate TODAY = FIRST.plusDays(Figures.DAYS - 1L);

    @Test
    void countWhatStillLastsAtTheEndOfEachDay() {
        var figure = lasting(new Span(FIRST.plusDays(2), FIRST.plusDays(5), 3));

        assertThat(counts(figure)).containsExactly(0, 0, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void countNothingThatBeganAndEndedOnTheSameDay() {
        assertThat(counts(lasting(new Span(TODAY, TODAY, 4)))).containsOnly(0);
    }

    @Test
    void sayTodayWhatIsOpenNowAndWhatItWasAWeekAgo() {
        var figure =
                lasting(
                        new Span(FIRST, null, 2),
                        new Span(TODAY, null, 5),
                        new Span(FIRST, TODAY.minusDays(6), 1));

        assertThat(figure.now()).isEqualTo(7);
        assertThat(figure.before()).isEqualTo(3);
        assertThat(figure.days().getLast()).isEqualTo(new Figures.Day(TODAY, 7));
    }

    @Test
    void addUpTheDaysOfAWeekForWhatHappens() {
        var figure =
                Figures.figure(
                        Kind.APPROVED,
                        List.of(
                                on(TODAY, 1),
                                on(TODAY.minusDays(6), 2),
                                on(TODAY.minusDays(7), 4),
                                on(FIRST, 8)),
                        FIRST);

        assertThat(figure.now()).isEqualTo(3);
        assertThat(figure.before()).isEqualTo(12);
        assertThat(counts(figure)).containsExactly(8, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void sayThatThereAreMoreWhereCountingEnded() {
        var figure = lasting(new Span(FIRST, null, Figures.BOUND + 1));

        assertThat(figure.now()).isEqualTo(Figures.BOUND);
        assertThat(figure.more()).isTrue();
    }

    private static Figure lasting(Span... spans) {
        return Figures.figure(Kind.OVERDUE, List.of(spans), FIRST);
    }

    private static Span on(LocalDate date, int count) {
        return new Span(date, date, count);
    }

    private static List<@Nullable Integer> counts(Figure figure) {
        return figure.days().stream().<@Nullable Integer>map(Figures.Day::count).toList();
    }
}
