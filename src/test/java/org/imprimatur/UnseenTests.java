package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody reads the trail unseen; who asks for headers alone has not read it. */
@SystemTest
class UnseenTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired JdbcClient jdbc;

    @Test
    void isOnlyWhoReadsNothing() {
        var id = story.article().submit().id;
        var otto = new Visitor(api).as(Cast.OTTO);
        var before = readings();

        for (var path :
                new String[] {"", "/" + id, "/" + id + "/rounds/1", "/trail.csv", "/trail.zip"}) {
            otto.head("/auditing" + path).expect(200);
        }
        for (var path : new String[] {"/articles/" + id + "/history", "/exports/trail"}) {
            api.as(Cast.OTTO, path).method("HEAD", BodyPublishers.noBody()).expect(200);
        }
        assertThat(readings()).isEqualTo(before);

        otto.get("/auditing/" + id).expect(200);
        api.as(Cast.OTTO, "/articles/" + id + "/history").get().expect(200);
        assertThat(readings()).isEqualTo(before + 2);
        new Visitor(api).as(Cast.RAVI).head("/auditing").expect(403);
    }

    private long readings() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE bytes LIKE '%\"READ\"%' OR bytes LIKE '%\"EXPORTED\"%'")
                .query(Long.class)
                .single();
    }
}
