package org.imprimatur.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.imprimatur.article.ArticleStatus.APPROVED;
import static org.imprimatur.article.ArticleStatus.CHANGES_REQUESTED;
import static org.imprimatur.article.ArticleStatus.DRAFT;
import static org.imprimatur.article.ArticleStatus.REJECTED;
import static org.imprimatur.article.ArticleStatus.SUBMITTED;
import static org.imprimatur.article.ArticleStatus.UNDER_REVIEW;
import static org.imprimatur.article.ArticleStatus.WITHDRAWN;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.imprimatur.Story;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.source.ParsedSource;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Actor;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.util.ReflectionTestUtils;

class ArticleTests {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Person EDITH =
            new Person(
                    new AccountId(UUID.randomUUID()),
                    "edith",
                    "Edith",
                    Set.of(Role.EDITOR),
                    Set.of());
    static final Actor BY_EDITH = EDITH.as(Role.EDITOR);
    static final ParsedSource TEXT = parsed("A text");

    /** How an article takes each step, by the step's name. */
    static final Map<String, Consumer<Article>> STEPS =
            Map.of(
                    "revise",
                            article ->
                                    article.revise(
                                            TEXT.article(), TEXT.hash(), BY_EDITH, null, NOON),
                    "submit", article -> article.submit(TEXT.hash(), BY_EDITH, "Please", NOON),
                    "beginReview", article -> article.beginReview(TEXT.hash(), Actor.SYSTEM, NOON),
                    "approve",
                            article -> article.conclude(decision(article, Outcome.APPROVE), NOON),
                    "requestChanges",
                            article ->
                                    article.conclude(
                                            decision(article, Outcome.REQUEST_CHANGES), NOON),
                    "reject", article -> article.conclude(decision(article, Outcome.REJECT), NOON),
                    "withdraw",
                            article -> article.withdraw(TEXT.hash(), BY_EDITH, "A mistake", NOON),
                    "reopen", article -> article.reopen(TEXT.hash(), BY_EDITH, "New data", NOON));

    /** What it becomes by each step in each status; a hyphen where the step is refused. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    status            | revise            | submit    | beginReview  | approve  | requestChanges    | reject   | withdraw  | reopen
                    DRAFT             | DRAFT             | SUBMITTED | -            | -        | -                 | -        | -         | -
                    SUBMITTED         | SUBMITTED         | SUBMITTED | UNDER_REVIEW | -        | CHANGES_REQUESTED | -        | WITHDRAWN | -
                    UNDER_REVIEW      | UNDER_REVIEW      | SUBMITTED | -            | APPROVED | CHANGES_REQUESTED | REJECTED | WITHDRAWN | -
                    CHANGES_REQUESTED | CHANGES_REQUESTED | SUBMITTED | -            | -        | -                 | -        | -         | -
                    APPROVED          | DRAFT             | -         | -            | -        | -                 | -        | -         | -
                    REJECTED          | -                 | -         | -            | -        | -                 | -        | -         | DRAFT
                    WITHDRAWN         | WITHDRAWN         | SUBMITTED | -            | -        | -                 | -        | -         | -
                    """)
    void takesEachStepAsItsStatusAllows(
            ArticleStatus status,
            String revise,
            String submit,
            String beginReview,
            String approve,
            String requestChanges,
            String reject,
            String withdraw,
            String reopen) {
        assertStep(status, "revise", revise);
        assertStep(status, "submit", submit);
        assertStep(status, "beginReview", beginReview);
        assertStep(status, "approve", approve);
        assertStep(status, "requestChanges", requestChanges);
        assertStep(status, "reject", reject);
        assertStep(status, "withdraw", withdraw);
        assertStep(status, "reopen", reopen);
    }

    @Test
    void beginsAsADraftThatNobodyHasHandedIn() {
        var article = draft();

        assertThat(article.status()).isEqualTo(DRAFT);
        assertThat(article.newestRevision()).isEqualTo(1);
        assertThat(article.wasSubmitted()).isFalse();
        assertThat(events(article))
                .singleElement()
                .isEqualTo(new ArticleEvent.Created(article.id(), BY_EDITH, 1, TEXT.hash()));
    }

    @Test
    void cannotBeApprovedBeforeItsReview() {
        var article = in(SUBMITTED);

        assertThatExceptionOfType(IllegalArticleTransition.class)
                .isThrownBy(() -> article.conclude(decision(article, Outcome.APPROVE), NOON))
                .withMessageContaining("SUBMITTED and cannot become APPROVED");
    }

    @Test
    void cannotBeConcludedByADecisionOnAnOlderRevision() {
        var article = in(UNDER_REVIEW);
        var decision = decision(article, Outcome.APPROVE);
        step("revise", article);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> article.conclude(decision, NOON))
                .satisfies(
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.STALE_CONTENT));
        assertThat(article.status()).isEqualTo(UNDER_REVIEW);
    }

    @Test
    void cannotBeConcludedByADecisionOnAnotherArticle() {
        var article = in(UNDER_REVIEW);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> article.conclude(decision(draft(), Outcome.APPROVE), NOON))
                .satisfies(
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.STALE_CONTENT));
    }

    @Test
    void remembersWhichRevisionWasHandedIn() {
        var article = in(WITHDRAWN);
        step("revise", article);

        assertThat(article.submittedRevision()).isEqualTo(1);
        assertThat(article.newestRevision()).isEqualTo(2);
        step("submit", article);
        assertThat(article.submittedRevision()).isEqualTo(2);
    }

    @Test
    void tellsFromWhereARevisionMadeItADraftAgain() {
        var article = in(APPROVED);
        step("revise", article);

        assertThat(events(article))
                .last()
                .isEqualTo(
                        new ArticleEvent.Revised(
                                article.id(), BY_EDITH, 2, TEXT.hash(), APPROVED, DRAFT, null));
    }

    @Test
    void belongsToTheEditorWhoCreatedIt() {
        var article = draft();
        var otherEditor =
                new Person(
                        new AccountId(UUID.randomUUID()),
                        "emil",
                        "Emil",
                        Set.of(Role.EDITOR),
                        Set.of());
        var noLongerEditor =
                new Person(EDITH.id(), "edith", "Edith", Set.of(Role.REVIEWER), Set.of());

        assertThat(article.isOwnedBy(EDITH)).isTrue();
        assertThat(article.isOwnedBy(otherEditor)).isFalse();
        assertThat(article.isOwnedBy(noLongerEditor)).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> article.requireOwner(otherEditor))
                .satisfies(
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.NOT_ALLOWED));
    }

    private static void assertStep(ArticleStatus status, String step, String expected) {
        var article = in(status);
        var before = events(article).size();
        if (expected.equals("-")) {
            assertThatExceptionOfType(IllegalArticleTransition.class)
                    .as("%s in %s", step, status)
                    .isThrownBy(() -> step(step, article));
            assertThat(article.status()).isEqualTo(status);
            assertThat(events(article)).as("a refused step tells nothing").hasSize(before);
        } else {
            step(step, article);
            assertThat(article.status())
                    .as("%s in %s", step, status)
                    .isEqualTo(ArticleStatus.valueOf(expected));
            assertThat(events(article)).as("a step tells one event").hasSize(before + 1);
        }
    }

    static Article draft() {
        return new Article(TEXT.article(), TEXT.hash(), EDITH, NOON);
    }

    /** An article that came to this status step by step. */
    static Article in(ArticleStatus status) {
        var article = draft();
        var path =
                switch (status) {
                    case DRAFT -> new String[] {};
                    case SUBMITTED -> new String[] {"submit"};
                    case UNDER_REVIEW -> new String[] {"submit", "beginReview"};
                    case CHANGES_REQUESTED -> new String[] {"submit", "requestChanges"};
                    case APPROVED -> new String[] {"submit", "beginReview", "approve"};
                    case REJECTED -> new String[] {"submit", "beginReview", "reject"};
                    case WITHDRAWN -> new String[] {"submit", "withdraw"};
                };
        for (var step : path) {
            step(step, article);
        }
        assertThat(article.status()).isEqualTo(status);
        return article;
    }

    private static void step(String name, Article article) {
        Objects.requireNonNull(STEPS.get(name)).accept(article);
    }

    private static Decision decision(Article article, Outcome outcome) {
        return new Decision(
                article.id(),
                1,
                article.newestRevision(),
                TEXT.hash(),
                outcome,
                Actor.SYSTEM,
                null,
                1,
                1);
    }

    private static Collection<?> events(Article article) {
        @Nullable Collection<?> events = ReflectionTestUtils.invokeMethod(article, "domainEvents");
        return Objects.requireNonNull(events);
    }

    private static ParsedSource parsed(String text) {
        return new SourceParser(SourceLimits.DEFAULT)
                .parse(Story.source("a-story", "oncology", text).getBytes(StandardCharsets.UTF_8));
    }
}
