package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import org.imprimatur.article.source.EvidenceKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a reviewer says")
class JudgementTests {

    /** Three bytes each in UTF-8, and the longest comment that one field takes. */
    private static final String COMMENT = "治".repeat(4_000);

    @Test
    void isTooMuchForOneEntryWhereManySectionsAreCommentedAtLength() {
        assertThat(on(9, null).saysTooMuch()).isFalse();
        assertThat(on(10, null).saysTooMuch()).isTrue();
        assertThat(on(9, COMMENT).saysTooMuch()).isTrue();
        assertThat(on(0, null).saysTooMuch()).isFalse();
    }

    /** The verifier takes no payload of more than 256 KiB; a line end takes two bytes there. */
    @Test
    void fitsIntoAnEntryWhereItIsNotTooMuch() {
        var longest = Objects.requireNonNull(on(9, null).inWords());

        assertThat(longest.replace("\n", "\\n").getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(1 << 17);
    }

    private static Judgement on(int sections, @Nullable String comment) {
        return new Judgement(
                Recommendation.APPROVE,
                comment,
                Collections.nCopies(
                        sections,
                        new SectionComment(
                                "key-points",
                                EvidenceKind.values()[0],
                                "Key points",
                                CommentKind.values()[0],
                                COMMENT)));
    }
}
