package org.imprimatur.review.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.imprimatur.api.Limit;
import org.imprimatur.api.Page;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.people.Person;
import org.imprimatur.review.ClaimTask;
import org.imprimatur.review.Judgement;
import org.imprimatur.review.Queue;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.SignRecommendation;
import org.imprimatur.review.SigningMeans;
import org.imprimatur.review.Standing;
import org.imprimatur.review.TaskId;
import org.imprimatur.review.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A reviewer's work: find, claim, release, sign. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskApi {

    private final Queue queue;
    private final ClaimTask claimTask;
    private final SignRecommendation signRecommendation;

    TaskApi(Queue queue, ClaimTask claimTask, SignRecommendation signRecommendation) {
        this.queue = queue;
        this.claimTask = claimTask;
        this.signRecommendation = signRecommendation;
    }

    record Reason(@NotBlank @Prose String reason) {}

    /**
     * @param comment what has to change, or why the text is rejected; optional with an approval
     * @param contentHash of the text that was read
     * @param zone time zone of whoever signs, such as {@code Europe/Berlin}; {@code UTC} if absent
     */
    record Verdict(
            @NotNull Recommendation recommendation,
            @Prose @Nullable String comment,
            @NotBlank String contentHash,
            @Nullable String signingToken,
            @Nullable String zone) {

        private Judgement judgement() {
            return new Judgement(recommendation, comment, List.of());
        }

        private SigningMeans means() {
            return SigningMeans.of(signingToken, zone);
        }
    }

    /** Tasks of the caller: {@code available} is exactly what they may claim now. */
    @GetMapping
    Page<TaskView> list(
            @RequestParam(defaultValue = "available") String view,
            @RequestParam(required = false) @Nullable UUID article,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) int limit,
            @AuthenticationPrincipal Person person) {
        return queue.list(
                person,
                oneOf(Queue.View.class, "view", view),
                oneOf(Queue.Sort.class, "sort", sort),
                article,
                specialty,
                cursor,
                Limit.checked(limit));
    }

    /** Takes the task; one winner. */
    @PostMapping("/{id}/claim")
    TaskView claim(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        claimTask.claim(new TaskId(id), person);
        return queue.task(new TaskId(id), person);
    }

    /** Gives the task back. */
    @PostMapping("/{id}/release")
    TaskView release(
            @PathVariable UUID id,
            @Valid @RequestBody Reason reason,
            @AuthenticationPrincipal Person person) {
        claimTask.release(new TaskId(id), person, reason.reason());
        return queue.task(new TaskId(id), person);
    }

    /** Signs a verdict on the text that was read. */
    @PostMapping("/{id}/recommendation")
    Standing recommend(
            @PathVariable UUID id,
            @Valid @RequestBody Verdict verdict,
            @AuthenticationPrincipal Person person) {
        return signRecommendation.sign(
                new TaskId(id),
                person,
                verdict.judgement(),
                verdict.contentHash(),
                verdict.means());
    }

    /** Signs another verdict in place of the caller's own, while the round is open. */
    @PostMapping("/{id}/correction")
    Standing correct(
            @PathVariable UUID id,
            @Valid @RequestBody Verdict verdict,
            @AuthenticationPrincipal Person person) {
        return signRecommendation.correct(
                new TaskId(id),
                person,
                verdict.judgement(),
                verdict.contentHash(),
                verdict.means());
    }

    private static <E extends Enum<E>> E oneOf(Class<E> values, String name, String text) {
        for (var value : values.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw Refusal.invalid(Sentence.of("refusal.value", name));
    }
}
