package org.imprimatur.article.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** A citation becomes superscript links, one for each reference, ranges written out so that each can be followed back. */
final class CitationNodeRenderer implements NodeRenderer {

    private final HtmlWriter html;
    private final CitationLinks links;

    CitationNodeRenderer(HtmlNodeRendererContext context, CitationLinks links) {
        this.html = context.getWriter();
        this.links = links;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Citation.class);
    }

    @Override
    public void render(Node node) {
        html.tag("sup", Map.of("class", "citation"));
        var separator =
                node.getPrevious() instanceof Citation
                        ? ", "
                        : ""; // [1][2] reads as 1, 2 and not as 12
        for (var number : ((Citation) node).numbers()) {
            html.text(separator);
            separator = ", ";
            var attributes = new LinkedHashMap<String, String>();
            attributes.put("href", "#" + CitationLinks.reference(number));
            attributes.put("id", links.next(number));
            html.tag("a", attributes);
            html.text(number.toString());
            html.tag("/a");
        }
        html.tag("/sup");
    }
}
