package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an editor's page keeps while they write: their own, and no more than there is room for. */
@SystemTest
class WritingTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired JdbcClient jdbc;

    @Test
    void isKeptAboutWhatIsTheirOwn() {
        var edith = new Visitor(api).as(Cast.EDITH);

        keep(edith, story.article().id, Map.of()).expect(200);
        keep(edith, account(Cast.EDITH), Map.of()).expect(200);
    }

    @Test
    void isKeptAboutNothingElse() {
        var edith = new Visitor(api).as(Cast.EDITH);

        keep(edith, UUID.randomUUID().toString(), Map.of()).expect(404);
        keep(edith, account(Cast.EMIL), Map.of()).expect(404);
        keep(edith, story.article(Cast.EMIL, "oncology").id, Map.of()).expect(404);
    }

    @Test
    void isRefusedWhereThereIsNoRoomForIt() {
        var edith = new Visitor(api).as(Cast.EDITH);
        var id = story.article().id;

        keep(edith, id, Map.of("changeNote", "n".repeat(70_000))).expect(400);
        keep(edith, id, Map.of("changeNote", "a bell \u0007")).expect(400);
        keep(edith, id, Map.of("contentHash", "a".repeat(70))).expect(400);
    }

    @Test
    void isGivenBackByThePageWithoutScriptWhereThereIsNoRoomForIt() {
        var edith = new Visitor(api).as(Cast.EDITH);
        var page = "/editing/" + story.article().id + "/source";
        var fields =
                Map.of(
                        "source", "What I wrote",
                        "changeNote", "n".repeat(70_000),
                        "preview", "");

        var refused = edith.post(page, page, fields).expect(422).page();

        assertThat(refused.select("#source").val()).isEqualTo("What I wrote");
        assertThat(refused.select("[data-errors] a").eachAttr("href")).contains("#changeNote");
    }

    private static Visitor.Seen keep(Visitor editor, String subject, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("source", "A text"));
        fields.putAll(more);
        return editor.post("/editing/new", "/editing/drafts/" + subject, fields);
    }

    private String account(String username) {
        return jdbc.sql("SELECT id FROM account WHERE username = ?")
                .param(username)
                .query(UUID.class)
                .single()
                .toString();
    }
}
