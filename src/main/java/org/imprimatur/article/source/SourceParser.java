package org.imprimatur.article.source;

import java.util.Optional;
import org.imprimatur.api.Sentence;

/**
 * Reads the article source format, strictly: a source is accepted without a problem or refused with all of them.
 *
 * <p>Safe for anything that can be uploaded: size, nesting, aliases, table cells, citations and the number of problems are bounded.
 * Keeps no state, so one parser serves all threads.
 */
public final class SourceParser {

    private static final String FENCE = "---";

    private final SourceLimits limits;

    public SourceParser(SourceLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a source as it was uploaded.
     *
     * @throws SourceTooLarge if there are more bytes than the limits allow; nothing has been read then
     * @throws InvalidSource if the source breaks the format, with every problem in the order of their positions
     */
    public ParsedSource parse(byte[] bytes) {
        limits.require(bytes.length);
        var canonical = CanonicalSource.of(bytes);
        var problems = new Problems();
        return article(legible(canonical, problems), problems)
                .filter(_ -> problems.isEmpty())
                .map(article -> new ParsedSource(article, canonical))
                .orElseThrow(() -> new InvalidSource(problems.sorted()));
    }

    /** The lines with every forbidden character reported and replaced, which keeps all positions. */
    private static Lines legible(CanonicalSource canonical, Problems problems) {
        var text = canonical.text();
        var legible = new StringBuilder(text.length());
        var line = 1;
        var column = 1;
        for (var i = 0; i < text.length() - 1; column++) { // without the last LF
            var codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (ForbiddenCharacters.includes(codePoint)) {
                problems.add(
                        new Position(line, column),
                        ProblemCode.CONTROL_CHARACTER,
                        ForbiddenCharacters.message(codePoint));
                legible.append('\uFFFD');
            } else {
                legible.appendCodePoint(codePoint);
            }
            if (codePoint == '\n') {
                line++;
                column = 0;
            }
        }
        return Lines.of(legible.toString());
    }

    private static Optional<ArticleSource> article(Lines lines, Problems problems) {
        if (!isFence(lines.line(1))) {
            problems.add(
                    Position.START,
                    ProblemCode.MISSING_FRONT_MATTER,
                    Sentence.of("source.no-front-matter"));
            return Optional.empty();
        }
        var closing = 2;
        while (closing <= lines.count() && !isFence(lines.line(closing))) {
            closing++;
        }
        if (closing > lines.count()) {
            problems.add(
                    Position.START,
                    ProblemCode.UNCLOSED_FRONT_MATTER,
                    Sentence.of("source.unclosed-front-matter"));
            return Optional.empty();
        }
        var frontMatter = new FrontMatterReader(problems).read(lines.text(2, closing - 1));
        var citations =
                new Citations(
                        frontMatter.map(FrontMatter::referencePositions).orElse(null), problems);
        var sections = new SectionReader(lines, closing + 1, citations, problems).read();
        return frontMatter.map(matter -> matter.with(sections));
    }

    private static boolean isFence(String line) {
        return line.stripTrailing().equals(FENCE);
    }
}
