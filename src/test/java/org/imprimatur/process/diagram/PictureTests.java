package org.imprimatur.process.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class PictureTests {

    static final TakenPath PATH =
            TakenPathTests.path(true, "checkDesk", "review", "concludeReview", "approveArticle");

    @Test
    void drawsEveryNodeAndEveryFlow() {
        var svg = svg(TakenPathTests.DRAWING, PATH);

        assertThat(svg.select("g.node")).hasSameSizeAs(TakenPathTests.DRAWING.nodes().values());
        assertThat(svg.select("g.flow")).hasSameSizeAs(TakenPathTests.DRAWING.flows());
        assertThat(TakenPathTests.DRAWING.nodes()).hasSizeGreaterThan(20);
        assertThat(svg.text()).contains("Apply theoutcome rule", "Withdrawalrequested");
    }

    @Test
    void marksWhatWasPassedAndNothingElse() {
        var svg = svg(TakenPathTests.DRAWING, PATH);

        assertThat(svg.select("g.node.passed")).hasSameSizeAs(PATH.passed());
        assertThat(svg.select("g.flow.passed")).hasSameSizeAs(PATH.flows());
        assertThat(svg.select("g.place")).hasSameSizeAs(PATH.passed());
        assertThat(svg.select("g.current")).isEmpty();
        assertThat(
                        svg(
                                        TakenPathTests.DRAWING,
                                        TakenPathTests.path(false, "checkDesk", "review"))
                                .select("g.current text")
                                .text())
                .startsWith("Review");
    }

    @Test
    void keepsEverythingInsideItsFrame() {
        var frame = svg(TakenPathTests.DRAWING, PATH).select("svg").attr("viewBox").split(" ");

        assertThat(frame).hasSize(4);
        assertThat(Double.parseDouble(frame[0])).isLessThan(152);
        assertThat(Double.parseDouble(frame[0]) + Double.parseDouble(frame[2])).isGreaterThan(1695);
    }

    @Test
    void carriesNoStyleOfItsOwnAndNoNameAsMarkup() {
        var evil =
                TakenPathTests.text()
                        .replace("name=\"Approve\"", "name=\"&lt;script>alert(1)&lt;/script>\"");
        var svg = Picture.of(TakenPathTests.drawing(evil), PATH, "\"><b>&");

        assertThat(svg).doesNotContain("<script", "<b>", "style=").contains("&lt;script&gt;");
        assertThat(Jsoup.parse(svg, Parser.xmlParser()).select("svg").attr("aria-label"))
                .isEqualTo("\"><b>&");
    }

    @Test
    void breaksNamesAtBlanks() {
        assertThat(Picture.wrapped("Check citations and sections", 16))
                .containsExactly("Check citations", "and sections");
        assertThat(Picture.wrapped("Eingangsbestätigungsschreiben", 10)).hasSize(1);
    }

    @Test
    void readsNoDocumentType() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TakenPathTests.drawing(
                                        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"));
    }

    private static Document svg(Drawing drawing, TakenPath path) {
        return Jsoup.parse(Picture.of(drawing, path, "A diagram"), Parser.xmlParser());
    }
}
