package org.imprimatur.badge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadgeSvgTests {

    @Test
    void saysItsWordToThoseWhoCannotSeeIt() {
        var svg = svg("Medical review", "APPROVED", "Approved");

        assertThat(svg.attr("role")).isEqualTo("img");
        assertThat(svg.select("#" + svg.attr("aria-labelledby")).text())
                .isEqualTo("Medical review: Approved");
    }

    @Test
    void keepsAWordFromBecomingMarkup() {
        var svg = svg("Review", "SUBMITTED", "</text><script>\"&");

        assertThat(svg.select("script")).isEmpty();
        assertThat(svg.select("text:last-child").text()).isEqualTo("</text><script>\"&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUBMITTED",
                "UNDER_REVIEW",
                "CHANGES_REQUESTED",
                "APPROVED",
                "APPROVED_PROOF_PENDING",
                "REJECTED",
                "WITHDRAWN"
            })
    void isWideEnoughForItsWords(String status) {
        var svg = svg("Medical review", status, status.toLowerCase(Locale.ROOT));

        for (var text : svg.select("text")) {
            assertThat(number(text, "x") + number(text, "textLength"))
                    .isLessThan(number(svg, "width"));
        }
        assertThat(number(svg, "height")).isEqualTo(24);
    }

    @Test
    void neverLooksApprovedForAnotherStatus() {
        assertThat(colour("UNDER_REVIEW")).isNotEqualTo(colour("APPROVED"));
        assertThat(colour("something new")).isNotEqualTo(colour("APPROVED"));
    }

    private static String colour(String status) {
        return svg("Review", status, "word").select("rect").attr("fill");
    }

    private static Element svg(String label, String status, String word) {
        return Jsoup.parse(BadgeSvg.of(label, status, word), "", Parser.xmlParser()).child(0);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.attr(attribute));
    }
}
