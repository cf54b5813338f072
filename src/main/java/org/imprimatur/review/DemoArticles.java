package org.imprimatur.review;

import static org.imprimatur.review.Recommendation.APPROVE;
import static org.imprimatur.review.Recommendation.REJECT;
import static org.imprimatur.review.Recommendation.REQUEST_CHANGES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imprimatur.api.IfMatch;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.people.DemoAccounts;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.SigningSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The articles of the demo, each brought to where it stands by what the demo's people do: every step is a use case with
 * its checks, its signature and its entries in the trail.
 *
 * <p>An article that exists is left alone. A start that was cut short in the middle of a story leaves its article where the
 * last step brought it, which is a state like any other.
 */
@Component
@Profile("demo")
@Order(DemoAccounts.FIRST + 1)
class DemoArticles implements ApplicationRunner {

    private static final String FIRST = "First version, for the board to judge.";

    private final Articles articles;
    private final WriteArticle writeArticle;
    private final SubmitRevision submitRevision;
    private final ClaimTask claimTask;
    private final SignRecommendation signRecommendation;
    private final SignDecision signDecision;
    private final SigningSessions signing;
    private final Rounds rounds;
    private final Tasks tasks;
    private final People people;

    DemoArticles(
            Articles articles,
            WriteArticle writeArticle,
            SubmitRevision submitRevision,
            ClaimTask claimTask,
            SignRecommendation signRecommendation,
            SignDecision signDecision,
            SigningSessions signing,
            Rounds rounds,
            Tasks tasks,
            People people) {
        this.articles = articles;
        this.writeArticle = writeArticle;
        this.submitRevision = submitRevision;
        this.claimTask = claimTask;
        this.signRecommendation = signRecommendation;
        this.signDecision = signDecision;
        this.signing = signing;
        this.rounds = rounds;
        this.tasks = tasks;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var demo = new Telling();
        demo.tell("honey-for-cough", "emil", _ -> {});
        demo.tell(
                "sore-throat-antibiotics",
                "edith",
                story ->
                        story.submit(FIRST)
                                .withdraw(
                                        "The children's advice needs a section of its own first."));
        demo.tell(
                "milk-thistle-cirrhosis",
                "emil",
                story ->
                        story.submit("Drafted by the assistant; please judge the evidence.")
                                .sign(
                                        "paul",
                                        REJECT,
                                        "The claim that milk thistle may make treatment unnecessary has no source and is dangerous."
                                                + " The guideline [1] does not support it. A patient could stop diuretics or miss a check-up.")
                                .decide(
                                        Outcome.REJECT,
                                        "The text recommends what its source does not support. A new article has to start from the evidence."));
        demo.tell(
                "hepatitis-c-behandlung",
                "emil",
                story ->
                        story.submit("Erste deutsche Fassung.")
                                .sign("paul", APPROVE, null)
                                .sign("olga", APPROVE, "Liest sich klar. Keine Einwände."));
        demo.tell(
                "drug-induced-liver-injury",
                "edith",
                story ->
                        story.submit(FIRST)
                                .sign("paul", APPROVE, null)
                                .sign("mei", APPROVE, null)
                                .revise(
                                        "r2",
                                        "No rechallenge, and hepatitis E among the viruses to look for.")
                                .submit(
                                        "No rechallenge, and hepatitis E among the viruses to look for.")
                                .claim("paul"));
        demo.tell(
                "trastuzumab-heart-monitoring",
                "edith",
                story ->
                        story.submit(FIRST)
                                .sign("mei", APPROVE, null)
                                .sign(
                                        "ravi",
                                        REQUEST_CHANGES,
                                        "Section \"When the ejection fraction falls\": I would print the label's thresholds instead of pointing to them.")
                                .decide(
                                        Outcome.APPROVE,
                                        "Thresholds change with the label; pointing to the current one is the safer text. Nothing stated is wrong."));
        demo.tell(
                "metformin-kidney-function",
                "emil",
                story ->
                        story.submit(FIRST)
                                .sign("mei", APPROVE, null)
                                .sign(
                                        "paul",
                                        REQUEST_CHANGES,
                                        "Add liver disease and alcohol: the label names both as risks for lactic acidosis [1]."));
        demo.tell("warfarin-antibiotics", "emil", story -> story.submit(FIRST).claim("mei"));
        demo.tell(
                "bone-metastases-breast-cancer",
                "emil",
                story -> story.submit(FIRST).sign("olga", APPROVE, null));
        demo.tell(
                "stage-4-breast-cancer-treatment-patients",
                "emil",
                story ->
                        story.submit("Drafted by the assistant, edited by me.")
                                .sign(
                                        "ravi",
                                        REQUEST_CHANGES,
                                        "\"If it has neither\" leaves out that PD-L1 is tested first. Say which patients get the immune medicine [1].")
                                .sign(
                                        "olga",
                                        REQUEST_CHANGES,
                                        "Please explain \"chemotherapy\" and \"receptor\" where they first appear, and name the common side effects."));
        demo.tell(
                "stage-4-breast-cancer-treatment-students",
                "edith",
                story ->
                        story.submit(FIRST)
                                .sign("ravi", APPROVE, null)
                                .sign("olga", APPROVE, null));
        demo.tell("stage-4-breast-cancer-treatment", "edith", story -> story.submit(FIRST));
    }

    /** One start: whoever signs gives the password once. */
    private final class Telling {

        private final Map<String, String> signingTokens = new HashMap<>();

        void tell(String slug, String editor, Consumer<Story> story) {
            if (!articles.existsBySlug(slug)) {
                var article = writeArticle.create(source(slug, "r1"), person(editor));
                story.accept(new Story(this, article.id(), slug, person(editor)));
            }
        }

        private SigningMeans signature(Person person) {
            return new SigningMeans(
                    signingTokens.computeIfAbsent(
                            person.username(),
                            _ -> signing.open(person, DemoAccounts.PASSWORD).signingToken()),
                    "Europe/Berlin");
        }
    }

    /** What happens to one article. */
    private final class Story {

        private final Telling demo;
        private final ArticleId article;
        private final String slug;
        private final Person editor;

        Story(Telling demo, ArticleId article, String slug, Person editor) {
            this.demo = demo;
            this.article = article;
            this.slug = slug;
            this.editor = editor;
        }

        Story submit(String note) {
            submitRevision.submit(article, editor, note, IfMatch.ANYTHING);
            return this;
        }

        Story revise(String part, String note) {
            submitRevision.revise(article, editor, source(slug, part), note, IfMatch.ANYTHING);
            return this;
        }

        Story withdraw(String reason) {
            submitRevision.withdraw(article, editor, reason, IfMatch.ANYTHING);
            return this;
        }

        Story claim(String reviewer) {
            claimed(person(reviewer));
            return this;
        }

        Story sign(String reviewer, Recommendation recommendation, @Nullable String comment) {
            var person = person(reviewer);
            signRecommendation.sign(
                    claimed(person),
                    person,
                    new Judgement(recommendation, comment, List.of()),
                    round().contentHash().hex(),
                    demo.signature(person));
            return this;
        }

        Story decide(Outcome outcome, String reason) {
            var clara = person("clara");
            signDecision.decide(
                    article,
                    clara,
                    outcome,
                    reason,
                    round().contentHash().hex(),
                    round().number(),
                    demo.signature(clara),
                    IfMatch.ANYTHING);
            return this;
        }

        private TaskId claimed(Person reviewer) {
            var free =
                    tasks.ofRound(round().id()).stream()
                            .filter(task -> task.isOpen() && task.holder() == null)
                            .filter(task -> reviewer.hasSpecialty(task.specialty()))
                            .findFirst()
                            .orElseThrow();
            claimTask.claim(free.id(), reviewer);
            return free.id();
        }

        private ReviewRound round() {
            return rounds.newest(article).orElseThrow();
        }
    }

    private Person person(String username) {
        return people.active(username).orElseThrow();
    }

    /** A text with a single revision has no part in its name. */
    private static byte[] source(String slug, String part) {
        var named = new ClassPathResource("demo/" + slug + "." + part + ".md");
        var file = named.exists() ? named : new ClassPathResource("demo/" + slug + ".md");
        try {
            return file.getContentAsByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
