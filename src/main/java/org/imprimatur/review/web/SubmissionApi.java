package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.Outcome;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Visibility;
import org.imprimatur.people.Factor;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.review.Holder;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.Requirement;
import org.imprimatur.review.Requirements;
import org.imprimatur.review.RoundOutcome;
import org.imprimatur.review.SignDecision;
import org.imprimatur.review.Signed;
import org.imprimatur.review.SigningMeans;
import org.imprimatur.review.Standing;
import org.imprimatur.review.SubmitRevision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An article on its way through the board: revise, submit, withdraw, decide, reopen. */
@RestController
@RequestMapping("/api/v1/articles/{id}")
class SubmissionApi {

    private final SubmitRevision submitRevision;
    private final SignDecision signDecision;
    private final Requirements requirements;
    private final ReadArticles readArticles;
    private final ReadRounds readRounds;

    SubmissionApi(
            SubmitRevision submitRevision,
            SignDecision signDecision,
            Requirements requirements,
            ReadArticles readArticles,
            ReadRounds readRounds) {
        this.submitRevision = submitRevision;
        this.signDecision = signDecision;
        this.requirements = requirements;
        this.readArticles = readArticles;
        this.readRounds = readRounds;
    }

    record RevisedArticle(
            UUID id,
            String slug,
            ArticleStatus status,
            int revision,
            String contentHash,
            @Nullable Integer round) {}

    /** @param changeNote what changed, in a sentence for the reviewers */
    record Submission(@NotBlank @Prose String changeNote) {}

    record Reason(@NotBlank @Prose String reason) {}

    /**
     * @param contentHash of the text that was read
     * @param zone time zone of whoever signs, such as {@code Europe/Berlin}; {@code UTC} if absent
     */
    record DecisionRequest(
            @NotNull Outcome decision,
            @NotBlank @Prose String reason,
            @NotBlank String contentHash,
            @Nullable String signingToken,
            @Nullable String zone) {}

    record Items<T>(List<T> items) {}

    /** Stores a newer text. During a review it opens a new round. */
    @PutMapping(
            path = "/source",
            consumes = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<RevisedArticle> revise(
            @PathVariable UUID id,
            @RequestBody(required = false) byte @Nullable [] source,
            @RequestParam(required = false) @Prose @Nullable String changeNote,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Person person) {
        var revised =
                submitRevision.revise(
                        new ArticleId(id),
                        person,
                        source == null ? new byte[0] : source,
                        changeNote,
                        IfMatch.required(ifMatch));
        var article = revised.article();
        var standing = revised.standing();
        return ResponseEntity.ok()
                .eTag(readArticles.visible(new ArticleId(id), person).article().etag())
                .body(
                        new RevisedArticle(
                                id,
                                article.slug(),
                                standing.status(),
                                article.newestRevision(),
                                revised.contentHash(),
                                standing.round()));
    }

    /** What must hold before the newest revision can be submitted. */
    @GetMapping("/requirements")
    Items<Requirement> requirements(
            @PathVariable UUID id,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response) {
        var article = readArticles.visible(new ArticleId(id), person).article();
        if (!Visibility.readsEverything(person)) {
            throw Refusal.notAllowed(Sentence.of("refusal.requirements"));
        }
        tag(response, article);
        return new Items<>(requirements.of(article));
    }

    /** Hands the newest revision in. */
    @PostMapping("/submission")
    ResponseEntity<Standing> submit(
            @PathVariable UUID id,
            @Valid @RequestBody Submission submission,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Person person) {
        return answer(
                id,
                person,
                submitRevision.submit(
                        new ArticleId(id),
                        person,
                        submission.changeNote(),
                        IfMatch.required(ifMatch)));
    }

    /** Takes the submission back. */
    @PostMapping("/withdrawal")
    ResponseEntity<Standing> withdraw(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Person person) {
        return answer(
                id,
                person,
                submitRevision.withdraw(
                        new ArticleId(id), person, reason.reason(), IfMatch.required(ifMatch)));
    }

    /** Lets a rejected article be worked on again. */
    @PostMapping("/reopening")
    ResponseEntity<Standing> reopen(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Person person) {
        return answer(
                id,
                person,
                submitRevision.reopen(
                        new ArticleId(id), person, reason.reason(), IfMatch.required(ifMatch)));
    }

    /** The chief editor's signed decision. */
    @PostMapping("/decision")
    ResponseEntity<Standing> decide(
            @PathVariable UUID id,
            @Valid @RequestBody DecisionRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Person person) {
        var standing =
                signDecision.decide(
                        new ArticleId(id),
                        person,
                        request.decision(),
                        request.reason(),
                        request.contentHash(),
                        null,
                        SigningMeans.of(request.signingToken(), request.zone()),
                        IfMatch.required(ifMatch));
        return answer(id, person, standing);
    }

    /**
     * @param name with credentials, as it stood at the signature
     * @param zone of the signer; null where it is not known
     * @param text letter by letter what was signed
     * @param superseded the text was changed since, be it by one letter, or the verdict corrected
     */
    record GivenSignature(
            String name,
            Role role,
            Factor factor,
            @Nullable String zone,
            @Nullable String text,
            boolean superseded) {

        static @Nullable GivenSignature of(@Nullable Signed signed) {
            return signed == null
                    ? null
                    : new GivenSignature(
                            signed.name(),
                            signed.role(),
                            signed.factor(),
                            signed.zone(),
                            signed.text(),
                            signed.superseded());
        }
    }

    /** A verdict whose place a correction took. */
    record SupersededVerdict(
            Recommendation recommendation,
            @Nullable String comment,
            Instant signedAt,
            @Nullable GivenSignature signature) {

        static SupersededVerdict of(Signed signed) {
            return new SupersededVerdict(
                    Recommendation.valueOf(signed.meaning()),
                    signed.words(),
                    signed.at(),
                    GivenSignature.of(signed));
        }
    }

    /** What the chief editor decided and signed. */
    record RoundDecision(
            Outcome decision,
            @Nullable String reason,
            Instant signedAt,
            @Nullable GivenSignature signature) {

        static @Nullable RoundDecision of(@Nullable Signed signed) {
            return signed == null
                    ? null
                    : new RoundDecision(
                            Outcome.valueOf(signed.meaning()),
                            signed.words(),
                            signed.at(),
                            GivenSignature.of(signed));
        }
    }

    /**
     * @param reviewer username of whoever signed
     * @param superseded what the same person had signed before, oldest first
     */
    record RoundTask(
            UUID id,
            UUID articleId,
            String slug,
            String question,
            String specialty,
            String risk,
            int revision,
            String contentHash,
            Instant dueAt,
            @Nullable Holder holder,
            @Nullable Recommendation recommendation,
            @Nullable String comment,
            @Nullable String reviewer,
            @Nullable Instant signedAt,
            @Nullable GivenSignature signature,
            List<SupersededVerdict> superseded) {

        static RoundTask of(ReadRounds.Slot slot) {
            var task = slot.task();
            return new RoundTask(
                    task.id(),
                    task.articleId(),
                    task.slug(),
                    task.question(),
                    task.specialty(),
                    task.risk(),
                    task.revision(),
                    task.contentHash(),
                    task.dueAt(),
                    task.holder(),
                    slot.recommendation(),
                    slot.comment(),
                    slot.reviewer() == null ? null : slot.reviewer().username(),
                    slot.signedAt(),
                    GivenSignature.of(slot.signed()),
                    slot.earlier().stream().map(SupersededVerdict::of).toList());
        }
    }

    record RoundView(
            int number,
            int revision,
            int policyVersion,
            int processVersion,
            @Nullable RoundOutcome outcome,
            @Nullable RoundDecision decision,
            List<RoundTask> tasks) {

        static RoundView of(ReadRounds.Round round) {
            return new RoundView(
                    round.number(),
                    round.revision(),
                    round.policyVersion(),
                    round.processVersion(),
                    round.outcome(),
                    RoundDecision.of(round.decision()),
                    round.slots().stream().map(RoundTask::of).toList());
        }
    }

    /** Every round with its tasks and verdicts: for the article's editor, the chief editor and auditors. */
    @GetMapping("/rounds")
    Items<RoundView> rounds(
            @PathVariable UUID id,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response) {
        var article = readArticles.visible(new ArticleId(id), person).article();
        if (!Visibility.mayFollow(person, article)) {
            throw Refusal.notAllowed(Sentence.of("refusal.rounds"));
        }
        tag(response, article);
        return new Items<>(readRounds.of(article.id()).stream().map(RoundView::of).toList());
    }

    /**
     * The article's tag, to send back as If-Match. It does not stand for this list, which grows while the article's row rests, so
     * no answer here is ever "not modified".
     */
    private static void tag(HttpServletResponse response, Article article) {
        response.setHeader(HttpHeaders.ETAG, article.etag());
    }

    private ResponseEntity<Standing> answer(UUID id, Person person, Standing standing) {
        return ResponseEntity.ok()
                .eTag(readArticles.visible(new ArticleId(id), person).article().etag())
                .body(standing);
    }
}
