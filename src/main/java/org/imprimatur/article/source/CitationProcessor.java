package org.imprimatur.article.source;

import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Finds citations where Markdown looks for links, so that code, escapes and real links are never mistaken for one.
 *
 * <p>{@code [3](…)} is a link, and so is {@code [3]} where the section defines a link of that name.
 */
final class CitationProcessor implements LinkProcessor {

    private static final int LONGEST_MARK = 200;

    @Override
    public @Nullable LinkResult process(
            LinkInfo link, Scanner scanner, InlineParserContext context) {
        if (link.destination() != null) {
            return LinkResult.none();
        }
        var mark = plainTextAfter(link.openingBracket());
        if (mark == null || !Citation.looksLike(mark)) {
            return LinkResult.none();
        }
        var label = link.label() == null || link.label().isEmpty() ? mark : link.label();
        if (context.getDefinition(LinkReferenceDefinition.class, label) != null) {
            return LinkResult.none();
        }
        return LinkResult.replaceWith(new Citation(mark), link.afterTextBracket());
    }

    /** Looks at the nodes and not at {@code link.text()}, which would copy quadratically within nested brackets. */
    private static @Nullable String plainTextAfter(Node bracket) {
        var text = new StringBuilder();
        for (var node = bracket.getNext(); node != null; node = node.getNext()) {
            switch (node) {
                case Text part -> text.append(part.getLiteral());
                case SoftLineBreak _ -> text.append('\n');
                default -> {
                    return null;
                }
            }
            if (text.length() > LONGEST_MARK) {
                return null;
            }
        }
        return text.toString();
    }
}
