package org.imprimatur.article.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.imprimatur.article.source.Sources.STATINS;
import static org.imprimatur.article.source.Sources.parse;
import static org.imprimatur.article.source.Sources.problemsOf;
import static org.imprimatur.article.source.Sources.statinsSaying;
import static org.imprimatur.article.source.Sources.statinsWith;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArticleRendererTests {

    final ArticleRenderer renderer = new ArticleRenderer();

    Element rendered(String text) {
        var article = parse(statinsSaying(text)).article();
        return Jsoup.parseBodyFragment(renderer.render(article).sections().getFirst().html())
                .body();
    }

    @Test
    void linksEveryCitationToItsReferenceAndBack() {
        var source =
                statinsWith(
                                "  - {number: 1,",
                                """
                                  - {number: 3, kind: Guideline, type: book, title: C}
                                  - {number: 2, kind: Guideline, type: book, title: B}
                                  - {number: 1,\
                                """)
                        .replace("[1]", "[1-3][3] `[3]`\n\n## Research: B\nMore [2, 3]");

        var article = renderer.render(parse(source).article());

        assertThat(article.sections())
                .extracting(RenderedSection::html)
                .containsExactly(
                        """
                        <p>They help<sup class="citation"><a href="#ref-1" id="cite-1-1">1</a>, \
                        <a href="#ref-2" id="cite-2-1">2</a>, <a href="#ref-3" id="cite-3-1">3</a></sup>\
                        <sup class="citation">, <a href="#ref-3" id="cite-3-2">3</a></sup> <code>[3]</code></p>
                        """,
                        """
                        <p>More<sup class="citation"><a href="#ref-2" id="cite-2-2">2</a>, \
                        <a href="#ref-3" id="cite-3-3">3</a></sup>.</p>
                        """);
        assertThat(article.references())
                .extracting(RenderedReference::anchor, RenderedReference::backLinks)
                .containsExactly(
                        tuple("ref-3", List.of("cite-3-1", "cite-3-2", "cite-3-3")),
                        tuple("ref-2", List.of("cite-2-1", "cite-2-2")),
                        tuple("ref-1", List.of("cite-1-1")));
    }

    @Test
    void tellsColumnsOfFiguresFromColumnsOfWords() {
        var source =
                statinsSaying(
                        """
                        | Drug | Dose | Seen |
                        |---|---|---|
                        | statin | 20 mg [1] | in 3 of 5 trials |
                        | other | < 0.05 | 7 |
                        """);

        assertThat(renderer.render(parse(source).article()).sections().getFirst().html())
                .contains("<td class=\"figure\">20 mg", "<td class=\"figure\">&lt; 0.05</td>")
                .contains("<td>in 3 of 5 trials</td>", "<td>7</td>", ">Drug</th>");
    }

    @Test
    void makesTablesScrollableAndNamesTheirHeaders() {
        var source =
                statinsSaying(
                        """
                        | | A [1] | B |
                        |---|:-:|--:|
                        | Survival | 25.1 | |
                        | | 22, 30 | **17** \\| x |

                        | C |
                        |---|
                        """);

        assertThat(renderer.render(parse(source).article()).sections().getFirst().html())
                .contains(
                        """
                        <div class="scroll" role="region" tabindex="0" aria-label="Table 1: In short"><table>\
                        <thead><tr><td></td><th scope="col" class="align-center">A\
                        <sup class="citation"><a href="#ref-1" id="cite-1-2">1</a></sup></th>\
                        <th scope="col" class="align-right">B</th></tr></thead>\
                        <tbody><tr><th scope="row">Survival</th><td class="align-center">25.1</td>\
                        <td class="align-right"></td></tr>\
                        <tr><td></td><td class="align-center">22, 30</td>\
                        <td class="align-right"><strong>17</strong> | x</td></tr></tbody></table></div>
                        """)
                .contains("aria-label=\"Table 2: In short\"");
    }

    @Test
    void sendsReadersOutWithoutReferrerOrCredit() {
        var link =
                rendered("A [link](https://example.org/a?b=c&d#e \"title\")")
                        .expectFirst("a[href^=http]");

        assertThat(link.attr("href")).isEqualTo("https://example.org/a?b=c&d#e");
        assertThat(link.attr("rel")).isEqualTo("noopener noreferrer nofollow");
        assertThat(link.attr("title")).isEqualTo("title");
    }

    @Test
    void keepsWhatMarkdownSays() {
        var html =
                rendered(
                        "### Third\n\n3. *one*\n4. two\n\n> quote\n\n```\n<b> & x\n```\n\n---\n\n95 % CI \\[39, 51], p < 0.001 😀");

        assertThat(html.expectFirst("h3").text()).isEqualTo("Third");
        assertThat(html.expectFirst("ol").attr("start")).isEqualTo("3");
        assertThat(html.expectFirst("pre code").wholeText()).isEqualTo("<b> & x\n");
        assertThat(html.select("em, blockquote, hr")).hasSize(3);
        assertThat(html.text()).endsWith("95 % CI [39, 51], p < 0.001 😀");
    }

    @Test
    void leadsToThePlacesWhereAReferenceCanBeLookedUp() {
        var source =
                statinsWith(
                        "title: A trial",
                        "title: A trial, DOI: '10.1016/S0140-6736(20)32531-9<a>#?%', PMID: 1, set-id: 492dbdb2-077e-4064-bff3-372d6af0a7a2, URL: https://example.org/");

        assertThat(parse(source).article().references().getFirst().links())
                .extracting(ReferenceLink::href)
                .containsExactly(
                        "https://doi.org/10.1016/S0140-6736%2820%2932531-9%3Ca%3E%23%3F%25",
                        "https://pubmed.ncbi.nlm.nih.gov/1/",
                        "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=492dbdb2-077e-4064-bff3-372d6af0a7a2",
                        "https://example.org/");
    }

    @Nested
    class OfHostileText {

        static final Set<String> ATTRIBUTES =
                Set.of(
                        "href",
                        "title",
                        "id",
                        "rel",
                        "start",
                        "class",
                        "role",
                        "tabindex",
                        "aria-label",
                        "scope");

        static Stream<String> payloads() {
            return Stream.of(
                    "<script>alert(1)</script>",
                    "<ScRiPt>alert(1)</sCrIpT>",
                    "<script src=//evil.example/x.js></script>",
                    "<script\n>alert(1)</script\n>",
                    "<scr<script>ipt>alert(1)</scr</script>ipt>",
                    "<img src=x onerror=alert(1)>",
                    "<img/src=x/onerror=alert(1)>",
                    "<img src=x onerror='alert(1)'//",
                    "<image href=x onerror=alert(1)>",
                    "<svg onload=alert(1)>",
                    "<svg/onload=alert(1)//",
                    "<svg><script>alert(1)</script></svg>",
                    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
                    "<svg><animate onbegin=alert(1) attributeName=x>",
                    "<svg><style><img src=x onerror=alert(1)></style></svg>",
                    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                    "<math href=javascript:alert(1)>x</math>",
                    "<iframe src=javascript:alert(1)></iframe>",
                    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                    "<object data=javascript:alert(1)></object>",
                    "<embed src=javascript:alert(1)>",
                    "<applet code=x></applet>",
                    "<body onload=alert(1)>",
                    "<video><source onerror=alert(1)></video>",
                    "<audio src=x onerror=alert(1)>",
                    "<details open ontoggle=alert(1)>x</details>",
                    "<select autofocus onfocus=alert(1)>",
                    "<input autofocus onfocus=alert(1)>",
                    "<textarea><script>alert(1)</script></textarea>",
                    "<button formaction=javascript:alert(1)>x</button>",
                    "<form action=javascript:alert(1)><input type=submit></form>",
                    "<isindex action=javascript:alert(1)>",
                    "<marquee onstart=alert(1)>x</marquee>",
                    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
                    "<link rel=stylesheet href=javascript:alert(1)>",
                    "<base href=//evil.example/>",
                    "<style>@import 'javascript:alert(1)'</style>",
                    "<style>*{background:url(javascript:alert(1))}</style>",
                    "<div style='background:url(javascript:alert(1))'>x</div>",
                    "<div onclick=alert(1)>x</div>",
                    "<a href=javascript:alert(1)>x</a>",
                    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
                    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                    "<template><script>alert(1)</script></template>",
                    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                    "<title><img src=x onerror=alert(1)></title>",
                    "<xmp><script>alert(1)</script></xmp>",
                    "<plaintext><script>alert(1)</script>",
                    "<!--><script>alert(1)</script>-->",
                    "<![CDATA[<script>alert(1)</script>]]>",
                    "<?xml version='1.0'?><script>alert(1)</script>",
                    "<!DOCTYPE x [<!ENTITY y 'z'>]>",
                    "<x contenteditable onblur=alert(1)>x</x>",
                    "<p id=ref-1 class=badge hx-get=/x hx-trigger=load>x</p>",
                    "</div></section><script>alert(1)</script>",
                    "[x](javascript:alert%281%29)",
                    "[x](JAVASCRIPT:alert%281%29)",
                    "[x](&#x6A;avascript:alert%281%29)",
                    "[x](java&Tab;script:alert%281%29)",
                    "[x](java&NewLine;script:alert%281%29)",
                    "[x](&#1;javascript:alert%281%29)",
                    "[x](<java script:alert(1)>)",
                    "[x](vbscript:msgbox%281%29)",
                    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                    "[x](file:///etc/passwd)",
                    "[x](//evil.example/)",
                    "[x](\\\\evil.example)",
                    "[x](https://example.org\" onclick=\"alert%281%29)",
                    "[x](https://example.org/ \"\\\" onmouseover=\\\"alert(1)\")",
                    "[x](https://example.org/ '\"><script>alert(1)</script>')",
                    "[x][j]\n\n[j]: javascript:alert(1)",
                    "[1]: javascript:alert(1)\n\n[1]",
                    "<javascript:alert(1)>",
                    "<data:text/html,x>",
                    "![x](javascript:alert%281%29)",
                    "![x](https://example.org/a.png\" onerror=\"alert%281%29)",
                    "![<img src=x onerror=alert(1)>](x)",
                    "`<script>alert(1)</script>`",
                    "```\n<script>alert(1)</script>\n```",
                    "```html\" onclick=\"alert(1)\n<b>\n```",
                    "    <script>alert(1)</script>",
                    "&lt;script&gt;alert(1)&lt;/script&gt;",
                    "&#60;img src=x onerror=alert(1)&#62;",
                    "\\<script>alert(1)\\</script>",
                    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
                    "| a |\n|---|\n| [x](javascript:alert%281%29) |",
                    "### <svg onload=alert(1)>",
                    "> <script>alert(1)</script>",
                    "- <img src=x onerror=alert(1)>",
                    "{{constructor.constructor('alert(1)')()}}",
                    "${alert(1)} #{alert(1)} [[${7*7}]] [(${7*7})]",
                    "*<b onclick=alert(1)>*",
                    "javascript:alert(1)",
                    "[1](javascript:alert%281%29)",
                    "\u00ADjava\u00ADscript:alert(1) <\u200Bscript>alert(1)</script>");
        }

        /** Rendered as if the parser had let it through: the last defence has to hold alone. */
        @ParameterizedTest
        @MethodSource("payloads")
        void letsNothingDangerousThrough(String payload) {
            var valid = parse(STATINS).article();
            var section =
                    new Section(
                            "summary-x",
                            EvidenceKind.SUMMARY,
                            "\"><script>alert(1)</script>",
                            payload,
                            1);
            var article =
                    new ArticleSource(
                            valid.question(),
                            valid.slug(),
                            valid.audience(),
                            valid.language(),
                            valid.origin(),
                            valid.topics(),
                            valid.work(),
                            valid.risk(),
                            valid.drugs(),
                            valid.makers(),
                            valid.related(),
                            valid.references(),
                            List.of(section));

            assertHarmless(renderer.render(article).sections().getFirst().html());
        }

        @ParameterizedTest
        @MethodSource("payloads")
        void isRefusedOrShownAsText(String payload) {
            var source = statinsSaying(payload);
            if (problemsOf(source).isEmpty()) {
                assertHarmless(
                        renderer.render(parse(source).article()).sections().getFirst().html());
            }
        }

        @ParameterizedTest
        @MethodSource("payloads")
        void isStoppedByTheSanitizerAlone(String payload) {
            assertHarmless(SafeHtml.sanitize(payload));
        }

        static void assertHarmless(String html) {
            for (var element : Jsoup.parseBodyFragment(html).body().select("body *")) {
                assertThat(element.normalName())
                        .isIn(
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
                                "td");
                for (var attribute : element.attributes()) {
                    assertThat(attribute.getKey()).isIn(ATTRIBUTES);
                }
                assertThat(element.attr("class"))
                        .isIn(
                                "",
                                "citation",
                                "scroll",
                                "align-left",
                                "align-center",
                                "align-right");
                assertThat(element.attr("id")).matches("|cite-\\d+-\\d+");
                assertThat(element.attr("href")).matches("|#ref-\\d+|https?://.*");
            }
        }
    }
}
