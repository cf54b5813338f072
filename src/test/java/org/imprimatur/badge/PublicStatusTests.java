package org.imprimatur.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The public page's table: what readers are told, from the status of the newest text and the approval in force. */
class PublicStatusTests {

    private static final Sentence RAVI = Sentence.of("sentence.as-given", "Dr Ravi Menon");

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isNothingWhileTheArticleWasNeverHandedIn() {
        assertThat(PublicStatus.of(null, null)).isEmpty();
    }

    /** Even were an approval to stand where nothing was handed in, nothing would be shown. */
    @Test
    void isNothingWithoutATextBeforeTheBoard() {
        assertThat(PublicStatus.of(null, approved(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, true",
        "UNDER_REVIEW, true",
        "CHANGES_REQUESTED, true",
        "REJECTED, false",
        "WITHDRAWN, false",
        "DRAFT, false"
    })
    void showsTheTextBeforeTheBoardAndOnlyTheRecordOfWhatWasTakenBackOrRejected(
            ArticleStatus status, boolean text) {
        var told = PublicStatus.of(submitted(status, 2), null).orElseThrow();

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.revision()).isEqualTo(2);
        assertThat(told.contentHash()).isEqualTo("hash of 2");
        assertThat(told.showsText()).isEqualTo(text);
        assertThat(told.isApproved()).isFalse();
        assertThat(told.approvedAt()).isNull();
        assertThat(told.reviewers()).isEmpty();
        assertThat(told.pendingRevision()).isNull();
        assertThat(told.proof()).isEqualTo(PublicStatus.Proof.NONE);
        assertThat(told.word()).isEqualTo(status.name());
    }

    /** A newer text before the board is announced; what is still being written, was sent back or failed is not. */
    @ParameterizedTest
    @CsvSource({
        "APPROVED, 1, ",
        "DRAFT, 1, ",
        "SUBMITTED, 2, 2",
        "UNDER_REVIEW, 2, 2",
        "CHANGES_REQUESTED, 2, ",
        "WITHDRAWN, 2, ",
        "REJECTED, 2, "
    })
    void keepsTheApprovedTextWhateverANewerOneIsAt(
            ArticleStatus status, int handedIn, Integer pending) {
        var told = PublicStatus.of(submitted(status, handedIn), approved(1)).orElseThrow();

        assertThat(told.status()).isEqualTo(ArticleStatus.APPROVED);
        assertThat(told.revision()).isEqualTo(1);
        assertThat(told.contentHash()).isEqualTo("hash of approved 1");
        assertThat(told.approvedAt()).isEqualTo(NOON);
        assertThat(told.reviewers()).containsExactly(RAVI);
        assertThat(told.showsText()).isTrue();
        assertThat(told.isApproved()).isTrue();
        assertThat(told.pendingRevision()).isEqualTo(pending);
        assertThat(told.proof()).isEqualTo(PublicStatus.Proof.PENDING);
    }

    @Test
    void neverPromisesAPendingRevisionThatIsTheApprovedOne() {
        var told = PublicStatus.of(submitted(ArticleStatus.SUBMITTED, 3), approved(3));

        assertThat(told.orElseThrow().pendingRevision()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void callsAnApprovalPlainlyApprovedOnlyWhereNoProofIsMissing(PublicStatus.Proof proof) {
        var told =
                new PublicStatus(ArticleStatus.APPROVED, 1, "hash", NOON, List.of(), proof, null);

        assertThat(told.word())
                .isEqualTo(
                        proof == PublicStatus.Proof.COVERED
                                ? "APPROVED"
                                : "APPROVED_PROOF_PENDING");
    }

    private static PublicStatus.Submitted submitted(ArticleStatus status, int revision) {
        return new PublicStatus.Submitted(status, revision, "hash of " + revision);
    }

    private static PublicStatus.Approved approved(int revision) {
        return new PublicStatus.Approved(
                revision,
                "hash of approved " + revision,
                NOON,
                List.of(RAVI),
                PublicStatus.Proof.PENDING);
    }
}
