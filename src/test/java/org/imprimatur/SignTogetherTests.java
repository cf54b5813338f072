package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * All reviewers of a round sign at the same moment. Without the lock of the article's row the engine's multi-instance
 * step is left hanging: every task done, no outcome.
 */
@SystemTest
class SignTogetherTests {

    private static final List<String> PAIRS = List.of("APPROVE", "REQUEST_CHANGES", "REJECT");

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Invariants invariants;

    @Test
    void leavesNoRoundWithoutOutcome() {
        sign(50);
    }

    @Test
    @Tag("full")
    void leavesNoneOfManyRoundsWithoutOutcome() {
        sign(200);
    }

    private void sign(int rounds) {
        var ends = new TreeMap<String, Integer>();
        for (var round = 0; round < rounds; round++) {
            var first = PAIRS.get(round % 3);
            var second = PAIRS.get(round / 3 % 3);
            ends.merge(signTogether(first, second), 1, Integer::sum);
        }
        invariants.hold();
        System.out.printf("Sign together: %d rounds × 2 reviewers, %s%n", rounds, ends);
    }

    private String signTogether(String first, String second) {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        var hash = article.hash();
        var tasks = List.of(article.task(0), article.task(1));
        var answers =
                Together.all(
                        List.<Callable<Api.Answer>>of(
                                () -> story.sign(tasks.get(0), Cast.RAVI, first, hash),
                                () -> story.sign(tasks.get(1), Cast.OLGA, second, hash)));
        var vetoed = first.equals("REJECT") || second.equals("REJECT");
        if (vetoed) { // whoever comes after the veto finds the task closed
            assertThat(answers).anyMatch(answer -> answer.status() == 200);
            answers.stream()
                    .filter(answer -> answer.status() != 200)
                    .forEach(late -> late.expectProblem(409, "task-not-open"));
        } else {
            answers.forEach(answer -> answer.expect(200));
        }
        var wanted =
                vetoed || !first.equals(second)
                        ? "UNDER_REVIEW"
                        : Map.of("APPROVE", "APPROVED", "REQUEST_CHANGES", "CHANGES_REQUESTED")
                                .get(first);
        assertThat(article.status()).isEqualTo(wanted);
        if ("UNDER_REVIEW".equals(wanted)) {
            article.decide(Cast.CLARA, "REQUEST_CHANGES").expect(200);
        }
        return article.rounds().getFirst().get("outcome").asString();
    }
}
