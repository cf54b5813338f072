package org.imprimatur.article.source;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;

/** The one dialect of Markdown, read alike by parser and renderer: CommonMark, GFM tables, citations. */
final class Markdown {

    /** Deeper trees are refused. Below the library's own limits (100), where it silently turns markup into text. */
    static final int DEEPEST = 40;

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser SECTION =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .linkProcessor(new CitationProcessor())
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                    .build();

    private static final Parser OUTLINE =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .inlineParserFactory(_ -> headingsOnly())
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();

    private Markdown() {}

    static Node parseSection(String markdown) {
        return SECTION.parse(markdown);
    }

    /** Only the blocks; a heading's one child is its text as written. */
    static Node parseOutline(String markdown) {
        return OUTLINE.parse(markdown);
    }

    private static InlineParser headingsOnly() {
        return (lines, block) -> {
            if (block instanceof Heading) {
                var text = new Text(lines.getContent());
                text.setSourceSpans(lines.getSourceSpans());
                block.appendChild(text);
            }
        };
    }
}
