package org.imprimatur.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.article.ArticleStatus.APPROVED;
import static org.imprimatur.article.ArticleStatus.CHANGES_REQUESTED;
import static org.imprimatur.article.ArticleStatus.DRAFT;
import static org.imprimatur.article.ArticleStatus.REJECTED;
import static org.imprimatur.article.ArticleStatus.SUBMITTED;
import static org.imprimatur.article.ArticleStatus.UNDER_REVIEW;
import static org.imprimatur.article.ArticleStatus.WITHDRAWN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArticleStatusTests {

    /** The whole relation, as the product's transition table has it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            textBlock =
                    """
                    from              | DRAFT | SUBMITTED | UNDER_REVIEW | CHANGES_REQUESTED | APPROVED | REJECTED | WITHDRAWN
                    DRAFT             | no    | yes       | no           | no                | no       | no       | no
                    SUBMITTED         | no    | yes       | yes          | yes               | no       | no       | yes
                    UNDER_REVIEW      | no    | yes       | no           | yes               | yes      | yes      | yes
                    CHANGES_REQUESTED | no    | yes       | no           | no                | no       | no       | no
                    APPROVED          | yes   | no        | no           | no                | no       | no       | no
                    REJECTED          | yes   | no        | no           | no                | no       | no       | no
                    WITHDRAWN         | no    | yes       | no           | no                | no       | no       | no
                    """)
    void mayBecomeWhatTheTableSays(
            ArticleStatus from,
            String draft,
            String submitted,
            String underReview,
            String changesRequested,
            String approved,
            String rejected,
            String withdrawn) {
        assertThat(from.mayBecome(DRAFT)).isEqualTo(draft.equals("yes"));
        assertThat(from.mayBecome(SUBMITTED)).isEqualTo(submitted.equals("yes"));
        assertThat(from.mayBecome(UNDER_REVIEW)).isEqualTo(underReview.equals("yes"));
        assertThat(from.mayBecome(CHANGES_REQUESTED)).isEqualTo(changesRequested.equals("yes"));
        assertThat(from.mayBecome(APPROVED)).isEqualTo(approved.equals("yes"));
        assertThat(from.mayBecome(REJECTED)).isEqualTo(rejected.equals("yes"));
        assertThat(from.mayBecome(WITHDRAWN)).isEqualTo(withdrawn.equals("yes"));
    }

    @ParameterizedTest
    @EnumSource
    void isInReviewWhileARoundIsOpen(ArticleStatus status) {
        assertThat(status.isInReview()).isEqualTo(status == SUBMITTED || status == UNDER_REVIEW);
    }

    /** SUBMITTED may become SUBMITTED by a newer revision, but is not handed in again. */
    @ParameterizedTest
    @EnumSource
    void isOpenForSubmissionWhereNoRoundIsOpenAndNothingIsFinal(ArticleStatus status) {
        assertThat(status.isOpenForSubmission())
                .isEqualTo(status.mayBecome(SUBMITTED) && !status.isInReview());
    }

    @Test
    void hasSevenValues() {
        assertThat(ArticleStatus.values()).hasSize(7);
    }
}
