package org.imprimatur.article.source;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names the sections of one article for links.
 *
 * <p>An anchor begins with the kind of evidence, so it can never be that of a reference ({@code ref-3}) or citation
 * ({@code cite-3-1}). It is plain ASCII; of a title in another script only the kind and a number remain.
 */
final class Anchors {

    private static final int LONGEST = 80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");

    private final Set<String> taken = new HashSet<>();

    String next(EvidenceKind kind, String title) {
        var anchor = slug(kind.label() + " " + title);
        var unique = anchor;
        for (var count = 2; !taken.add(unique); count++) {
            unique = anchor + "-" + count;
        }
        return unique;
    }

    private static String slug(String text) {
        var letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        var words = OTHERS.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("-");
        var cut = words.substring(0, Math.min(words.length(), LONGEST));
        return EDGES.matcher(cut).replaceAll("");
    }
}
