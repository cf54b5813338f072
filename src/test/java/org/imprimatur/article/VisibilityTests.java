package org.imprimatur.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles against the states of an article; a hyphen says that it does not exist for them. */
class VisibilityTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    roles              | never handed in | 1 handed in | 1 handed in, 2 written | follows
                    owner              | 1               | 1           | 2                      | yes
                    EDITOR             | 1               | 1           | 2                      | no
                    REVIEWER           | -               | 1           | 1                      | no
                    CHIEF_EDITOR       | 1               | 1           | 2                      | yes
                    AUDITOR            | 1               | 1           | 2                      | yes
                    ADMIN              | -               | -           | -                      | no
                    REVIEWER ADMIN     | -               | 1           | 1                      | no
                    EDITOR REVIEWER    | 1               | 1           | 2                      | no
                    none               | -               | -           | -                      | no
                    """)
    void showsTheNewestRevisionThatARoleMaySee(
            String roles, String never, String handedIn, String written, String follows) {
        var person = person(roles);
        var draft = ArticleTests.draft();
        var submitted = ArticleTests.in(ArticleStatus.SUBMITTED);
        var revised = ArticleTests.in(ArticleStatus.CHANGES_REQUESTED);
        revised.revise(
                ArticleTests.TEXT.article(),
                ArticleTests.TEXT.hash(),
                ArticleTests.BY_EDITH,
                null,
                ArticleTests.NOON);

        assertThat(newest(person, draft)).isEqualTo(never);
        assertThat(newest(person, submitted)).isEqualTo(handedIn);
        assertThat(newest(person, revised)).isEqualTo(written);
        assertThat(Visibility.maySee(person, draft)).isEqualTo(!never.equals("-"));
        assertThat(Visibility.mayFollow(person, revised)).isEqualTo(follows.equals("yes"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "EDITOR, yes, yes",
        "REVIEWER, no, yes",
        "CHIEF_EDITOR, yes, yes",
        "AUDITOR, yes, yes",
        "ADMIN, no, no"
    })
    void showsARevisionToReviewersOnceItWasHandedIn(String role, String written, String handedIn) {
        var revision =
                new Revision(
                        ArticleId.next(),
                        1,
                        ArticleTests.TEXT,
                        ArticleTests.EDITH.id(),
                        null,
                        ArticleTests.NOON);

        assertThat(Visibility.maySee(person(role), revision)).isEqualTo(written.equals("yes"));
        revision.handedIn(ArticleTests.NOON);
        assertThat(Visibility.maySee(person(role), revision)).isEqualTo(handedIn.equals("yes"));
    }

    /** Being an author is not enough: the role may have been taken away. */
    @Test
    void hidesADraftFromWhoeverWroteItAndIsNoLongerAnEditor() {
        var former =
                new Person(
                        ArticleTests.EDITH.id(), "edith", "Edith", Set.of(Role.REVIEWER), Set.of());

        assertThat(Visibility.maySee(former, ArticleTests.draft())).isFalse();
        assertThat(Visibility.mayFollow(former, ArticleTests.in(ArticleStatus.SUBMITTED)))
                .isFalse();
    }

    private static String newest(Person person, Article article) {
        var newest = Visibility.newestRevision(person, article);
        return newest.isPresent() ? String.valueOf(newest.getAsInt()) : "-";
    }

    private static Person person(String roles) {
        if (roles.equals("owner")) {
            return ArticleTests.EDITH;
        }
        var all = EnumSet.noneOf(Role.class);
        if (!roles.equals("none")) {
            Arrays.stream(roles.split(" ")).map(Role::valueOf).forEach(all::add);
        }
        return new Person(new AccountId(UUID.randomUUID()), "somebody", "Somebody", all, Set.of());
    }
}
