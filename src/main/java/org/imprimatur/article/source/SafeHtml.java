package org.imprimatur.article.source;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * The last step of rendering: lets through what {@link ArticleRenderer} writes and nothing else.
 *
 * <p>The parser has refused everything dangerous already and the renderer escapes; this stands between readers and a mistake
 * in either.
 */
final class SafeHtml {

    /** Links out of the article: they tell the other site nothing, get no say over our page and no credit from us. */
    static final String EXTERNAL = "noopener noreferrer nofollow";

    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "p",
                            "br",
                            "hr",
                            "em",
                            "strong",
                            "code",
                            "pre",
                            "blockquote",
                            "ul",
                            "ol",
                            "li",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "sup",
                            "a",
                            "div",
                            "table",
                            "thead",
                            "tbody",
                            "tr",
                            "th",
                            "td")
                    .allowUrlProtocols("http", "https")
                    .allowAttributes("href")
                    .matching(Pattern.compile("#ref-[0-9]+|(?i:https?)://.+"))
                    .onElements("a")
                    .allowAttributes("title")
                    .onElements("a")
                    .allowAttributes("id")
                    .matching(Pattern.compile("cite-[0-9]+-[0-9]+"))
                    .onElements("a")
                    .allowAttributes("rel")
                    .matching(false, EXTERNAL)
                    .onElements("a")
                    .allowAttributes("start")
                    .matching(Pattern.compile("[0-9]{1,9}"))
                    .onElements("ol")
                    .allowAttributes("class")
                    .matching(false, "citation")
                    .onElements("sup")
                    .allowAttributes("class")
                    .matching(false, "scroll")
                    .onElements("div")
                    .allowAttributes("role")
                    .matching(false, "region")
                    .onElements("div")
                    .allowAttributes("tabindex")
                    .matching(false, "0")
                    .onElements("div")
                    .allowAttributes("aria-label")
                    .onElements("div")
                    .allowAttributes("scope")
                    .matching(false, "col", "row")
                    .onElements("th")
                    .allowAttributes("class")
                    .matching(false, "figure", "align-left", "align-center", "align-right")
                    .onElements("th", "td")
                    .toFactory();

    private SafeHtml() {}

    static String sanitize(String html) {
        return POLICY.sanitize(html);
    }
}
