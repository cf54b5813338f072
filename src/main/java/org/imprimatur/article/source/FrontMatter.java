package org.imprimatur.article.source;

import java.util.List;
import java.util.Map;

/**
 * What the front matter says, with the position of each reference for later complaints.
 *
 * @param referencePositions by number; a number with a problem of its own is absent
 */
record FrontMatter(
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
        Map<Integer, Position> referencePositions) {

    ArticleSource with(List<Section> sections) {
        return new ArticleSource(
                question,
                slug,
                audience,
                language,
                origin,
                topics,
                work,
                risk,
                drugs,
                makers,
                related,
                references,
                sections);
    }
}
