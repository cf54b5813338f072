package org.imprimatur.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of a text, before they sign it.
 *
 * @param comment on the whole; null where nothing is said
 * @param sections what is said about single sections of that text, in its order
 */
public record Judgement(
        Recommendation recommendation, @Nullable String comment, List<SectionComment> sections) {

    /** Characters, with everything on single sections: one entry of the trail holds it all. */
    static final int LONGEST = 40_000;

    public Judgement {
        comment = comment == null || comment.isBlank() ? null : comment.strip();
        sections = List.copyOf(sections);
    }

    boolean saysTooMuch() {
        var said = inWords();
        return said != null && said.length() > LONGEST;
    }

    @Nullable String inWords() {
        return SectionComment.inWords(comment, sections);
    }
}
