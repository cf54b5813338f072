package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers get, over HTTP. */
@SystemTest
class PublicPagesTests {

    private static final long MOST_BYTES = 60_000;

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Statements statements;

    @Test
    void takeTheSameStatementsHoweverMuchThereIsToShow() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var list = "/?q=story-";
        var page = "/articles/" + article.slug;
        var record = page + "/record";
        proveAll(list, article.slug);
        var listed = statementsOf(list);
        var shown = statementsOf(page);
        var recorded = statementsOf(record);
        assertThat(listed).isPositive();

        article.revise("A second text").expect(200);
        article.approved(Cast.RAVI, Cast.OLGA);
        story.article().submit();
        story.article().submit();
        proveAll(list, article.slug);

        assertThat(statementsOf(list)).isEqualTo(listed);
        assertThat(statementsOf(page)).isEqualTo(shown);
        assertThat(statementsOf(record)).isEqualTo(recorded);
    }

    /** A proof is computed when it is first asked for, and takes statements then that it never takes again. */
    private void proveAll(String list, String newest) {
        api.proven(newest);
        read(list);
    }

    @Test
    void countWhatEachChoiceWouldFind() {
        var topic = "topic-of-" + Story.freshSlug();
        story.article(Cast.EDITH, "oncology, " + topic).approved(Cast.RAVI, Cast.OLGA);
        story.article(Cast.EDITH, "oncology, " + topic).approved(Cast.RAVI, Cast.OLGA);
        story.article(Cast.EDITH, topic).submit();
        story.article(Cast.EDITH, topic);

        var all = read("/?topic=" + topic);
        assertThat(counts(all, "STATUS"))
                .containsExactly("Approved, or proof pending 2", "Submitted 1");
        assertThat(counts(all, "AUDIENCE")).containsExactly("Clinicians 3");
        assertThat(all.select(".found").text()).startsWith("3 articles.");
        assertThat(all.select(".articles > li")).hasSize(3);

        var approved = read("/?status=APPROVED&topic=" + topic);
        assertThat(counts(approved, "STATUS"))
                .containsExactly(
                        "Approved, or proof pending 2 , chosen; follow the link to take it away",
                        "Submitted 1");
        assertThat(counts(approved, "AUDIENCE")).containsExactly("Clinicians 2");
        assertThat(approved.select("[aria-labelledby=by-TOPIC] [aria-current] .count").text())
                .isEqualTo("2");
        assertThat(approved.select(".articles > li")).hasSize(2);
        assertThat(read("/?q=" + topic).select(".articles > li")).hasSize(3);
        assertThat(approved.select("[aria-labelledby=by-STATUS] [aria-current]").attr("href"))
                .isEqualTo("/?topic=" + topic);
    }

    @Test
    void turnTheListOverByAKey() {
        var topic = "topic-of-" + Story.freshSlug();
        for (var made = 0; made < 21; made++) {
            story.article(Cast.EDITH, topic).submit();
        }

        var first = read("/?topic=" + topic);
        var second = read(first.select(".more a").attr("href"));

        assertThat(first.select(".articles > li")).hasSize(20);
        assertThat(second.select(".articles > li")).hasSize(1);
        assertThat(second.select(".more")).isEmpty();
        assertThat(first.select(".articles a").eachAttr("href"))
                .doesNotContain(second.select(".articles a").attr("href"));
    }

    @Test
    void leadFromARelatedQuestionToItsArticle() {
        var answer = story.article().submit();
        var slug = Story.freshSlug();
        var question = "What helps with " + answer.slug + "?";
        var source =
                Story.source(slug, "oncology", "A text")
                        .replace(
                                "references:",
                                "related: [\"%s\", \"What else?\"]\nreferences:"
                                        .formatted(question));
        var id =
                api.as(Cast.EDITH, "/articles")
                        .postMarkdown(source)
                        .expect(201)
                        .json()
                        .get("id")
                        .asString();
        var etag = api.as(Cast.EDITH, "/articles/" + id).get().expect(200).etag();
        api.as(Cast.EDITH, "/articles/" + id + "/submission")
                .ifMatch(etag)
                .post(Map.of("changeNote", "Please review"))
                .expect(200);

        var related = read("/articles/" + slug).select("[aria-labelledby=related] li");

        assertThat(related).hasSize(2);
        assertThat(related.get(0).select("a").attr("href")).isEqualTo("/articles/" + answer.slug);
        assertThat(related.get(0).text()).isEqualTo(question + " Submitted");
        assertThat(related.get(1).text()).isEqualTo("What else? (no article yet)");
    }

    @Test
    void tellMachinesWhatHasChanged() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);

        var feed =
                Jsoup.parse(
                        api.anonymously("/changes.atom").get().expect(200).text(),
                        Parser.xmlParser());
        assertThat(feed.select("entry > link[href*=/" + article.slug + "/]").eachAttr("href"))
                .containsExactly(
                        api.uri("/articles/" + article.slug + "/record#round-1").toString(),
                        api.uri("/articles/" + article.slug + "/record#round-1").toString());
        assertThat(feed.select("id").eachText()).doesNotHaveDuplicates();
        assertThat(feed.select("entry > title").eachText())
                .contains("Approved: What helps with " + article.slug + "?");
        assertThat(api.anonymously("/robots.txt").get().expect(200).text())
                .contains("Sitemap: " + api.uri("/sitemap.xml"));
    }

    /** Of whoever is named, and of whoever is not. */
    @Test
    void sayWhatEachVerdictMeansThatAnApprovalStandsOn() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);

        assertThat(read("/articles/" + article.slug + "/record").select(".slots li").eachText())
                .hasSize(2)
                .allSatisfy(slot -> assertThat(slot).contains("recommended to publish this text"))
                .anySatisfy(slot -> assertThat(slot).startsWith("a board member"));
    }

    @Test
    void printThePolicyThatIsInForce() {
        var page = read("/policy");

        assertThat(page.select(".policy tbody tr").eachText())
                .contains("oncology 2 × oncology 2 of 2", "Routine 5 days 7 days 730 days");
        assertThat(read("/policy/1").select("h1").text()).startsWith("Editorial policy");
        assertThat(api.anonymously("/policy/999999").get().status()).isEqualTo(404);
        assertThat(api.anonymously("/policy/none").get().status()).isEqualTo(404);
    }

    @Test
    void areLightEnoughForAPoorLine() throws IOException {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var address = "/articles/" + article.slug;

        for (var page :
                List.of("/", address, address + "/record", "/policy", "/sign-in", "/no-such")) {
            assertThat(weight(page)).as(page).isPositive().isLessThan(MOST_BYTES);
        }
    }

    /** Bytes on the line of a page with its style sheets and scripts; fonts and pictures come later. */
    private long weight(String address) throws IOException {
        var page = compressed(address);
        var bytes = page.response().body().length;
        var document = Jsoup.parse(unpacked(page));
        var parts = document.select("link[rel=stylesheet], script[src]");
        assertThat(parts).isNotEmpty();
        for (var part : parts) {
            bytes +=
                    compressed(part.attr(part.hasAttr("src") ? "src" : "href"))
                            .response()
                            .body()
                            .length;
        }
        return bytes;
    }

    private Api.Answer compressed(String address) {
        return api.anonymously(address)
                .header("Accept", "text/html,*/*")
                .header("Accept-Encoding", "gzip")
                .get();
    }

    private static String unpacked(Api.Answer answer) throws IOException {
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.response().body()))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static List<String> counts(Document page, String facet) {
        return page.select("[aria-labelledby=by-" + facet + "] li").eachText();
    }

    private Document read(String address) {
        return Jsoup.parse(api.anonymously(address).get().expect(200).text());
    }

    private int statementsOf(String address) {
        api.anonymously(address).get().expect(200);
        return statements.of(address).size();
    }
}
