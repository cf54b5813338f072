package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SystemTest
class DiffPageTests {

    @Autowired Api api;
    @Autowired Story story;

    @Test
    void comparesWithWhatTheReaderJudgedLast() {
        var article = story.article().submit().claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "REQUEST_CHANGES").expect(200);
        article.recommend(1, Cast.OLGA, "REQUEST_CHANGES").expect(200);
        var ravi = new Visitor(api).as(Cast.RAVI);
        assertThat(ravi.get("/reviewing?view=waiting").expect(200).text()).contains(article.slug);
        article.revise("The second text").expect(200);
        article.submit();

        var page = ravi.get("/articles/" + article.id + "/diff?view=unified").expect(200).page();

        assertThat(page.select("section[data-change] del").text()).contains("first");
        assertThat(page.select("section[data-change] ins").text()).contains("second");
        assertThat(page.select("#from option[selected]").val()).isEqualTo("1");
        ravi.get("/articles/" + article.id + "/diff").expect(200);
        assertThat(ravi.get("/reviewing?view=waiting").expect(200).text())
                .doesNotContain(article.slug);
    }

    @Test
    void isForThoseWhoMaySeeBothTexts() {
        var article = story.article().submit();
        var path = "/articles/" + article.id + "/diff";
        article.revise("A draft that nobody saw").expect(200);

        assertThat(new Visitor(api).get(path).expect(302).location()).startsWith("/sign-in?");
        new Visitor(api).as(Cast.ADA).get(path).expect(404);
        new Visitor(api).as(Cast.OTTO).get(path).expect(200);
        new Visitor(api).as(Cast.RAVI).get(path + "?from=1&to=9").expect(404);
        new Visitor(api).as(Cast.RAVI).get("/articles/" + UUID.randomUUID() + "/diff").expect(404);
    }
}
