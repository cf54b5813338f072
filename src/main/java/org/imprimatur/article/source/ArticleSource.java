package org.imprimatur.article.source;

import java.util.List;

/**
 * What an article says about itself and its readers' question, as read from a source without a problem.
 *
 * @param slug the article's public name; never changes
 * @param language a BCP 47 tag
 * @param topics at least one; they decide which specialties review
 * @param work the question's name across audiences; the slug unless the source says otherwise
 * @param drugs what the article is about, to be held against competing interests, like {@code makers}
 * @param references in the order of the source; every one is cited
 * @param sections at least one, in the order of the source
 */
public record ArticleSource(
        String question,
        String slug,
        Audience audience,
        String language,
        Origin origin,
        List<String> topics,
        String work,
        Risk risk,
        List<String> drugs,
        List<String> makers,
        List<String> related,
        List<Reference> references,
        List<Section> sections) {

    public ArticleSource {
        topics = List.copyOf(topics);
        drugs = List.copyOf(drugs);
        makers = List.copyOf(makers);
        related = List.copyOf(related);
        references = List.copyOf(references);
        sections = List.copyOf(sections);
    }
}
