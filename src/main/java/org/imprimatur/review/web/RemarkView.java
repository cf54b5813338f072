package org.imprimatur.review.web;

import java.util.List;
import java.util.function.Function;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.SectionComment;
import org.jspecify.annotations.Nullable;

/**
 * What a signed verdict says about one section.
 *
 * @param kind name of a {@code CommentKind}
 * @param title of the section as it was judged, in the language of the article
 * @param link to that section; null where it cannot be shown
 */
public record RemarkView(String kind, String title, String comment, @Nullable String link) {

    /** @param link to a section, from its anchor */
    static List<RemarkView> of(
            ReadRounds.Slot slot, Function<SectionComment, @Nullable String> link) {
        return slot.sections().stream()
                .map(
                        said ->
                                new RemarkView(
                                        said.kind().name(),
                                        said.title(),
                                        said.comment(),
                                        link.apply(said)))
                .toList();
    }
}
