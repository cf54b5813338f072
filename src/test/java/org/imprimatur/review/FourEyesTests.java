package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class FourEyesTests {

    final Person first = person();
    final Person second = person();
    final Person stranger = person();

    @Test
    void keepOutEverybodyWhoWroteAnyPart() {
        var round = roundWrittenBy(first, second);

        assertRefused(() -> FourEyes.requireIndependent(first, round));
        assertRefused(() -> FourEyes.requireIndependent(second, round));
        assertThat(FourEyes.wrote(first, round)).isTrue();
    }

    @Test
    void letIndependentPeopleJudge() {
        var round = roundWrittenBy(first, second);

        assertThatCode(() -> FourEyes.requireIndependent(stranger, round))
                .doesNotThrowAnyException();
        assertThat(FourEyes.wrote(stranger, round)).isFalse();
    }

    /** Many roles make nobody independent of their own text. */
    @Test
    void lookAtThePersonAndNotAtTheRole() {
        var everything =
                new Person(
                        first.id(),
                        "other-name",
                        "Other",
                        Set.of(Role.values()),
                        Set.of("oncology"));

        assertRefused(() -> FourEyes.requireIndependent(everything, roundWrittenBy(first)));
    }

    @Test
    void keepAReviewerFromDecidingTheSameRound() {
        assertRefused(() -> FourEyes.requireNotReviewer(first, List.of(second.id(), first.id())));
        assertThatCode(() -> FourEyes.requireNotReviewer(stranger, List.of(second.id())))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable judging) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(judging)
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.FOUR_EYES));
    }

    private static ReviewRound roundWrittenBy(Person... authors) {
        var round = new ReviewRound();
        ReflectionTestUtils.setField(
                round,
                "authors",
                Arrays.stream(authors)
                        .map(author -> author.id().toString())
                        .collect(Collectors.joining(",")));
        return round;
    }

    private static Person person() {
        return new Person(
                new AccountId(UUID.randomUUID()),
                "somebody",
                "Somebody",
                Set.of(Role.REVIEWER, Role.CHIEF_EDITOR),
                Set.of());
    }
}
