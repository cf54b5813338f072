package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imprimatur.article.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRuleTests {

    /**
     * All combinations of up to three verdicts: A(pprove), C(hanges), R(eject). What follows where 1, 2 or 3 are required:
     * a(pproved), c(hanges requested), - for the chief editor; and whether the chief editor may approve with that quorum.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    verdicts | required 1 | required 2 | required 3 | quorum 1 | quorum 2 | quorum 3
                    ''       | -          | -          | -          | no       | no       | no
                    A        | a          | -          | -          | yes      | no       | no
                    C        | c          | -          | -          | no       | no       | no
                    R        | -          | -          | -          | no       | no       | no
                    AA       | a          | a          | -          | yes      | yes      | no
                    AC       | -          | -          | -          | yes      | yes      | no
                    AR       | -          | -          | -          | no       | no       | no
                    CC       | c          | c          | -          | no       | no       | no
                    CR       | -          | -          | -          | no       | no       | no
                    RR       | -          | -          | -          | no       | no       | no
                    AAA      | a          | a          | a          | yes      | yes      | yes
                    AAC      | -          | -          | -          | yes      | yes      | yes
                    AAR      | -          | -          | -          | no       | no       | no
                    ACC      | -          | -          | -          | yes      | yes      | yes
                    ACR      | -          | -          | -          | no       | no       | no
                    ARR      | -          | -          | -          | no       | no       | no
                    CCC      | c          | c          | c          | no       | no       | no
                    CCR      | -          | -          | -          | no       | no       | no
                    CRR      | -          | -          | -          | no       | no       | no
                    RRR      | -          | -          | -          | no       | no       | no
                    """)
    void followsFromTheVerdictsInAnyOrder(
            String letters, String one, String two, String three, String q1, String q2, String q3) {
        for (var verdicts : orders(letters)) {
            assertThat(letter(OutcomeRule.of(verdicts, 1))).isEqualTo(one);
            assertThat(letter(OutcomeRule.of(verdicts, 2))).isEqualTo(two);
            assertThat(letter(OutcomeRule.of(verdicts, 3))).isEqualTo(three);
            assertThat(OutcomeRule.allowsApproval(verdicts, 1)).isEqualTo(q1.equals("yes"));
            assertThat(OutcomeRule.allowsApproval(verdicts, 2)).isEqualTo(q2.equals("yes"));
            assertThat(OutcomeRule.allowsApproval(verdicts, 3)).isEqualTo(q3.equals("yes"));
            assertThat(OutcomeRule.isVetoed(verdicts)).isEqualTo(letters.contains("R"));
        }
    }

    @Test
    void isNotAnOutcomeWhereTheChiefEditorDecides() {
        assertThat(OutcomeRule.APPROVE.outcome()).isEqualTo(Outcome.APPROVE);
        assertThat(OutcomeRule.REQUEST_CHANGES.outcome()).isEqualTo(Outcome.REQUEST_CHANGES);
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(OutcomeRule.DECIDE::outcome);
    }

    private static String letter(OutcomeRule rule) {
        return switch (rule) {
            case APPROVE -> "a";
            case REQUEST_CHANGES -> "c";
            case DECIDE -> "-";
        };
    }

    private static List<List<Recommendation>> orders(String letters) {
        var verdicts =
                new ArrayList<>(
                        letters.chars()
                                .mapToObj(
                                        letter ->
                                                switch (letter) {
                                                    case 'A' -> Recommendation.APPROVE;
                                                    case 'C' -> Recommendation.REQUEST_CHANGES;
                                                    default -> Recommendation.REJECT;
                                                })
                                .toList());
        var orders = new ArrayList<List<Recommendation>>();
        for (var turn = 0; turn < Math.max(1, verdicts.size()); turn++) {
            orders.add(List.copyOf(verdicts));
            orders.add(verdicts.reversed().stream().toList());
            Collections.rotate(verdicts, 1);
        }
        return orders;
    }
}
