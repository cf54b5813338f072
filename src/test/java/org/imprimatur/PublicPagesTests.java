package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers get, over HTTP. */
@SystemTest
class PublicPagesTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired Statements statements;

    @Test
    void takeTheSameStatementsHoweverMuchThereIsToShow() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        var list = "/?q=story-";
        var page = "/articles/" + article.slug;
        var record = page + "/record";
        var listed = statementsOf(list);
        var shown = statementsOf(page);
        var recorded = statementsOf(record);
        assertThat(listed).isPositive();

        article.revise("A second text").expect(200);
        article.approved(Cast.RAVI, Cast.OLGA);
        story.article().submit();
        story.article().submit();

        assertThat(statementsOf(list)).isEqualTo(listed);
        assertThat(statementsOf(page)).isEqualTo(shown);
        assertThat(statementsOf(record)).isEqualTo(recorded);
    }

    private int statementsOf(String address) {
        api.anonymously(address).get().expect(200);
        return statements.of(address).size();
    }
}
