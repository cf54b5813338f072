package org.imprimatur.article.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTests {

    private static final int RANDOM_TEXTS = 2_000;

    static final List<String> WHOLE =
            List.of(
                    "25.1 months",
                    "20.3",
                    "38, 60 %",
                    "39, 51",
                    "10 mg/kg",
                    "10 mg/kg/day",
                    "600 mg/m²",
                    "95 % CI 4.1–6.2",
                    "95% CI, 0.57 to 0.80",
                    "95 % CI: 7, 8",
                    "p < 0.0001",
                    "p=0.05",
                    "HR 0.62",
                    "≥ 65 years",
                    "< 5 %",
                    "1,234 patients",
                    "4.1–6.2 months",
                    "2 to 4 weeks",
                    "5–10 mg",
                    "-2.5 °C",
                    "120/80 mmHg",
                    "1.5 × 10^9/L",
                    "1.5 × 10⁹/L",
                    "30 mmol",
                    "4 µg/mL",
                    "12,5 mg",
                    "38\u00A0%",
                    "[3]",
                    "[3, 5]",
                    "[2-4]",
                    "KEYNOTE-355",
                    "HER2-positive",
                    "53-year-old",
                    "CDK4/6",
                    "EA2108",
                    "PD-L1-positive",
                    "patient’s");

    @ParameterizedTest
    @FieldSource("WHOLE")
    void keepTogetherWhatMeansOneThing(String whole) {
        assertThat(Tokens.of("It was (" + whole + ") in the trial.")).contains(whole);
        assertThat(Tokens.of(whole)).containsExactly(whole);
        assertThat(Tokens.of(whole + ", as seen")).first().isEqualTo(whole);
    }

    @Test
    void leaveWordsApart() {
        assertThat(Tokens.of("Median survival was 25.1 months against 20.3 months."))
                .containsExactly(
                        "Median",
                        " ",
                        "survival",
                        " ",
                        "was",
                        " ",
                        "25.1 months",
                        " ",
                        "against",
                        " ",
                        "20.3 months",
                        ".");
    }

    /** A boundary is never between two digits of one number, nor between a number and its decimals or its unit. */
    @Test
    void areTheTextAndNeverSplitANumberAnywhere() {
        var random = new Random(20_250_528);
        for (var text = 0; text < RANDOM_TEXTS; text++) {
            var atoms =
                    IntStream.range(0, 1 + random.nextInt(8))
                            .mapToObj(_ -> WHOLE.get(random.nextInt(WHOLE.size())))
                            .toList();
            var joined = atoms.stream().collect(Collectors.joining(" was seen, and "));
            var tokens = Tokens.of(joined);

            assertThat(String.join("", tokens)).isEqualTo(joined);
            atoms.forEach(
                    atom ->
                            assertThat(tokens)
                                    .as("%s in %s", atom, joined)
                                    .anyMatch(token -> token.contains(atom)));
        }
    }

    @Test
    void areTheTextWhateverItHolds() {
        var random = new Random(7);
        var letters = "aé0 1.5,-–%[]()|<>=≥×/mgkgpCI\u00A0\n😀°µ±";
        for (var text = 0; text < RANDOM_TEXTS; text++) {
            var any =
                    random.ints(random.nextInt(60), 0, letters.codePointCount(0, letters.length()))
                            .map(index -> letters.codePoints().toArray()[index])
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            var tokens = Tokens.of(any);

            assertThat(String.join("", tokens)).isEqualTo(any);
            var end = 0;
            for (var token : tokens) {
                end += token.length();
                if (end < any.length()) {
                    assertThat(isDigit(any, end - 1) && isDigit(any, end))
                            .as("%s split at %s in %s", tokens, end, any)
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.05", "1,234.5", "12:30", "2021/22"})
    void keepANumberWithItsMarks(String number) {
        assertThat(Tokens.of("a " + number + " b")).contains(number);
    }

    private static boolean isDigit(String text, int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
