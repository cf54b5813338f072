package org.imprimatur.review;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.article.source.EvidenceKind;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict says about one section; signed with it.
 *
 * @param anchor of the section in the text that was judged, as are {@code evidence} and {@code title}
 */
@Embeddable
public record SectionComment(
        String anchor,
        @Enumerated(EnumType.STRING) EvidenceKind evidence,
        String title,
        @Enumerated(EnumType.STRING) CommentKind kind,
        @Column(columnDefinition = "text") String comment) {

    /**
     * Everything that a verdict says, as one text: the comment on the whole, then one paragraph for each section. The
     * trail keeps these very words, so their form never changes.
     *
     * @return null if nothing is said
     */
    public static @Nullable String inWords(
            @Nullable String comment, List<SectionComment> sections) {
        var said =
                Stream.concat(
                                Stream.ofNullable(comment),
                                sections.stream().map(SectionComment::inWords))
                        .collect(Collectors.joining("\n\n"));
        return said.isEmpty() ? null : said;
    }

    private String inWords() {
        return "[%s] %s: %s\n%s".formatted(kind, evidence.label(), title, comment);
    }
}
