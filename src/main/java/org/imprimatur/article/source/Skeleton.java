package org.imprimatur.article.source;

import java.text.Normalizer;
import java.util.Locale;

/** What a source could begin with. Whatever is left to write is one of its problems, so nobody can save it by mistake. */
public final class Skeleton {

    private static final int SLUG_LENGTH = 60;

    private Skeleton() {}

    public static String blank() {
        return skeleton("", "", Audience.CLINICIANS, "en", "");
    }

    /** @param asked the article from whose page the question came: its audience, language and topics are a fair guess */
    public static String answering(String question, ArticleSource asked) {
        return skeleton(
                question,
                slug(question),
                asked.audience(),
                asked.language(),
                String.join(", ", asked.topics()));
    }

    private static String skeleton(
            String question, String slug, Audience audience, String language, String topics) {
        return """
                ---
                question: %s
                slug: %s
                audience: %s
                language: %s
                origin: human
                topics: [%s]
                references:
                  - {number: 1, kind: Guideline, type: article-journal, title: ""}
                ---
                ## Summary: In brief

                """
                .formatted(quoted(question), slug, audience.label(), language, topics);
    }

    /** A YAML string that means exactly this text on one line. */
    private static String quoted(String text) {
        return '"'
                + text.strip().replaceAll("\\s+", " ").replace("\\", "\\\\").replace("\"", "\\\"")
                + '"';
    }

    private static String slug(String question) {
        var words =
                Normalizer.normalize(question, Normalizer.Form.NFD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        if (words.length() > SLUG_LENGTH) {
            var end = words.lastIndexOf('-', SLUG_LENGTH);
            words = words.substring(0, end > 0 ? end : SLUG_LENGTH);
        }
        return words.isEmpty() ? "follow-up" : words;
    }
}
