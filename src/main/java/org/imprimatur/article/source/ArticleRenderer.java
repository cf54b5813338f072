package org.imprimatur.article.source;

import org.commonmark.node.Link;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns an article's Markdown into HTML that is safe to insert into a page. Keeps no state, so one serves all threads. */
public final class ArticleRenderer {

    public RenderedArticle render(ArticleSource article) {
        var links = new CitationLinks();
        var sections = article.sections().stream().map(section -> render(section, links)).toList();
        var references =
                article.references().stream()
                        .map(
                                reference ->
                                        new RenderedReference(
                                                reference,
                                                CitationLinks.reference(reference.number()),
                                                links.to(reference.number())))
                        .toList();
        return new RenderedArticle(sections, references);
    }

    private static RenderedSection render(Section section, CitationLinks links) {
        var renderer =
                HtmlRenderer.builder()
                        .escapeHtml(true)
                        .percentEncodeUrls(true)
                        .nodeRendererFactory(context -> new CitationNodeRenderer(context, links))
                        .nodeRendererFactory(
                                context -> new TableNodeRenderer(context, section.title()))
                        .attributeProviderFactory(
                                _ ->
                                        (node, _, attributes) -> {
                                            if (node instanceof Link) {
                                                attributes.put("rel", SafeHtml.EXTERNAL);
                                            }
                                        })
                        .build();
        var text = Markdown.parseSection(section.markdown());
        text.accept(new CitationSpacing());
        var html = renderer.render(text);
        return new RenderedSection(
                section.anchor(), section.kind(), section.title(), SafeHtml.sanitize(html));
    }
}
