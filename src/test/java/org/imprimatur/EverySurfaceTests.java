package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Badge, banner, stepper, data, picture, record and list: whatever an article's status is, all of them tell the same. */
@SystemTest
class EverySurfaceTests {

    @Autowired Api api;
    @Autowired Story story;

    /** Each status that the public can meet, and what the text of its page has to say. */
    private enum Case {
        SUBMITTED("Submitted", "0 of 2 claimed", Story.Article::submit),
        UNDER_REVIEW(
                "Under review", "No outcome yet", article -> article.submit().claim(0, Cast.RAVI)),
        CHANGES_REQUESTED(
                "Changes requested",
                "went back to its editor",
                article -> {
                    article.submit().claimedBy(Cast.RAVI, Cast.OLGA);
                    article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
                    article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
                }),
        APPROVED(
                "Approved",
                "Medically reviewed by Dr Ravi Menon and a board member (oncology) on",
                article -> article.approved(Cast.RAVI, Cast.OLGA)),
        APPROVED_WITH_A_NEWER_TEXT(
                "Approved",
                "Revision 2 is in review. You read revision 1",
                article -> {
                    article.approved(Cast.RAVI, Cast.OLGA).revise("A newer text").expect(200);
                    article.submit();
                }),
        REJECTED("Rejected", "The board rejected this article", Case::reject),
        WITHDRAWN(
                "Withdrawn",
                "its editor took it back",
                article -> article.submit().withdraw(Cast.EDITH, article.etag()).expect(200)),
        DRAFT(
                "Draft",
                "The board rejected an earlier text",
                article -> {
                    reject(article);
                    article.write(Cast.CLARA, "reopening")
                            .ifMatch(article.etag())
                            .post(Map.of("reason", "New evidence"))
                            .expect(200);
                });

        private final String word;
        private final String said;
        private final Consumer<Story.Article> way;

        Case(String word, String said, Consumer<Story.Article> way) {
            this.word = word;
            this.said = said;
            this.way = way;
        }

        private static void reject(Story.Article article) {
            article.submit().claim(0, Cast.RAVI);
            article.recommend(0, Cast.RAVI, "REJECT").expect(200);
            article.decide(Cast.CLARA, "REJECT").expect(200);
        }

        String status() {
            return this == APPROVED_WITH_A_NEWER_TEXT ? APPROVED.name() : name();
        }

        boolean isApproved() {
            return word.equals(APPROVED.word);
        }

        boolean showsText() {
            return isApproved()
                    || this == SUBMITTED
                    || this == UNDER_REVIEW
                    || this == CHANGES_REQUESTED;
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheSame(Case given) {
        var article = story.article();
        given.way.accept(article);
        api.proven(article.slug);
        var address = "/articles/" + article.slug;

        var page = read(address);
        assertThat(page.select(".top .status").text()).as("badge").isEqualTo(given.word);
        assertThat(page.select(".top .status").attr("data-status")).isEqualTo(given.status());
        assertThat(page.select(".steps [aria-current=step] strong").text())
                .as("stepper")
                .isEqualTo(given.word);
        assertThat(page.select(".banner").size()).as("banner").isEqualTo(1);
        assertThat(page.select("main").text()).contains(given.said);
        assertThat(page.select(".banner").text().contains("Medically reviewed"))
                .isEqualTo(given.isApproved());
        assertThat(page.select("meta[name=robots][content=noindex]").isEmpty())
                .as("offered to search engines")
                .isEqualTo(given.isApproved());
        assertThat(page.select(".prose").isEmpty()).isNotEqualTo(given.showsText());
        assertThat(page.select(".imprint strong").text()).as("in print").isEqualTo(given.word);

        assertThat(article.badge().get("status").asString()).as("data").isEqualTo(given.status());
        assertThat(api.anonymously(address + "/badge.svg").get().expect(200).text())
                .as("picture")
                .contains("<title id=\"t\">Medical review: " + given.word + "</title>");
        assertThat(read(address + "/record").select(".steps [aria-current=step] strong").text())
                .as("record")
                .isEqualTo(given.word);
        var listed = "/?q=" + article.slug + "&status=" + given.status();
        assertThat(read(listed).select(".articles .status").eachText())
                .as("list")
                .contains(given.word);
        assertThat(api.anonymously("/sitemap.xml").get().expect(200).text().contains(address + "<"))
                .as("site map")
                .isEqualTo(given.isApproved());
    }

    @Test
    void tellsNothingOfAnArticleThatWasNeverSubmitted() {
        var address = "/articles/" + story.article().slug;

        for (var surface : new String[] {"", "/record", "/badge.svg", "/badge.json"}) {
            assertThat(api.anonymously(address + surface).get().status())
                    .as(surface)
                    .isEqualTo(404);
        }
        assertThat(api.anonymously("/changes.atom").get().expect(200).text())
                .doesNotContain(address + "/");
    }

    /** Whoever asks by hand for a proof learns why there is none, and nothing of what is not public. */
    @Test
    void tellsThatWhatWasNeverApprovedHasNoProof() {
        for (var slug : new String[] {story.article().submit().slug, "no-such-article"}) {
            var proof = "/articles/" + slug + "/revisions/1/proof.tlog-proof";

            assertThat(api.anonymously(proof).get().expect(404).json().get("detail").asString())
                    .isEqualTo(
                            "No approval of this revision is known here, so there is no proof of one.");
        }
    }

    private Document read(String address) {
        return Jsoup.parse(api.anonymously(address).get().expect(200).text());
    }
}
