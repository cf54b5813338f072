package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.web.Texts;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.PasskeySigning;
import org.imprimatur.people.Person;
import org.imprimatur.review.ClaimTask;
import org.imprimatur.review.Judgement;
import org.imprimatur.review.KeepDraft;
import org.imprimatur.review.KeepDraft.Outcome.Overtaken;
import org.imprimatur.review.KeepDraft.Outcome.Saved;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.ReviewDraft;
import org.imprimatur.review.SignRecommendation;
import org.imprimatur.review.SigningMeans;
import org.imprimatur.review.TaskId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One review: read, comment, keep, sign, give back. */
@Controller
@RequestMapping("/reviewing/{id}")
class ReviewController {

    private static final String PAGE = "review/review";

    private final ReviewPage page;
    private final ReadRounds readRounds;
    private final KeepDraft drafts;
    private final ClaimTask claimTask;
    private final SignRecommendation signRecommendation;
    private final Revisions revisions;
    private final Texts texts;
    private final OpenSignature signature;
    private final InWords inWords;
    private final Words words;

    ReviewController(
            ReviewPage page,
            ReadRounds readRounds,
            KeepDraft drafts,
            ClaimTask claimTask,
            SignRecommendation signRecommendation,
            Revisions revisions,
            Texts texts,
            OpenSignature signature,
            InWords inWords,
            Words words) {
        this.page = page;
        this.readRounds = readRounds;
        this.drafts = drafts;
        this.claimTask = claimTask;
        this.signRecommendation = signRecommendation;
        this.revisions = revisions;
        this.texts = texts;
        this.signature = signature;
        this.inWords = inWords;
        this.words = words;
    }

    record ReleaseForm(@NotBlank @Prose @Nullable String reason) {}

    /** The text and the verdict, for whoever holds the task or has signed it; others are led to the queue. */
    @GetMapping
    String read(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String correct,
            @RequestParam(required = false) @Nullable String done,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            Model model) {
        var slot = ReviewPage.slot(id, readRounds.of(new TaskId(id), person));
        if (!ReviewPage.isHeldBy(person, slot.task())) {
            return "redirect:/reviewing?task=" + id;
        }
        if (!slot.open() && slot.recommendation() == null) {
            throw new Refusal(ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.review-over"));
        }
        var returned = KeptForm.of(browser, id, person);
        model.addAttribute(
                "page",
                page.show(
                        id,
                        person,
                        browser,
                        returned != null
                                ? ReviewPage.Sent.returned(returned)
                                : correct != null
                                        ? ReviewPage.Sent.TO_CORRECT
                                        : ReviewPage.Sent.NOTHING));
        model.addAttribute("done", done != null);
        return PAGE;
    }

    /** @param saved in words, such as {@code Saved 10:42 UTC} */
    record Answer(@Nullable Long version, @Nullable String saved, @Nullable String refused) {}

    /** From the page's script, while the reviewer types. */
    @PostMapping(path = "/draft", headers = "X-Requested-With")
    ResponseEntity<Answer> autosave(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpSession browser) {
        if (found.hasErrors()) {
            return answer(
                    HttpStatus.UNPROCESSABLE_CONTENT, words.errors(found).getFirst().message());
        }
        try {
            return switch (drafts.save(new TaskId(id), person, form.draft(revision(id, person)))) {
                case Saved saved -> {
                    KeptForm.forget(browser);
                    yield ResponseEntity.ok(
                            new Answer(
                                    saved.version(),
                                    words.say("draft.saved", inWords.clock(saved.at())),
                                    null));
                }
                case Overtaken _ -> answer(HttpStatus.CONFLICT, words.say("draft.overtaken.short"));
            };
        } catch (Refusal refusal) {
            return answer(refusal.type().status(), words.say(refusal.sentence()));
        }
    }

    private static ResponseEntity<Answer> answer(HttpStatus status, String refused) {
        return ResponseEntity.status(status).body(new Answer(null, null, refused));
    }

    /** From the button. */
    @PostMapping("/draft")
    String save(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        if (found.hasErrors()) {
            return again(
                    id,
                    person,
                    browser,
                    ReviewPage.Sent.refused(form, errors(form, found)),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    response,
                    model);
        }
        return switch (keep(id, form, person, browser)) {
            case Saved _ -> "redirect:/reviewing/" + id + "#draft";
            case Overtaken overtaken ->
                    overtaken(id, form, overtaken.newer(), person, browser, response, model);
        };
    }

    @PostMapping("/recommendation")
    String sign(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @ModelAttribute KeyAnswer key,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        if (isSigned(id, person)) {
            return signed(id);
        }
        var errors = errors(form, found);
        if (errors.isEmpty()
                && keep(id, form, person, browser) instanceof Overtaken(ReviewDraft newer)) {
            return overtaken(id, form, newer, person, browser, response, model);
        }
        var refused =
                sign(
                        id,
                        form,
                        errors,
                        person,
                        () -> signature.token(browser, person, form.password(), key),
                        signRecommendation::sign);
        if (refused == null || isSigned(id, person)) {
            return signed(id); // a second press finds the first one's signature
        }
        return again(
                id,
                person,
                browser,
                ReviewPage.Sent.refused(stored(form, id, person), refused.errors()),
                refused.status(),
                response,
                model);
    }

    private static String signed(UUID id) {
        return "redirect:/reviewing/" + id + "?done";
    }

    /** Another verdict takes the place of the signed one; what is typed is not kept as a draft. */
    @PostMapping("/correction")
    String correct(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @ModelAttribute KeyAnswer key,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        var refused =
                sign(
                        id,
                        form,
                        errors(form, found),
                        person,
                        () -> signature.token(browser, person, form.password(), key),
                        signRecommendation::correct);
        if (refused == null) {
            KeptForm.forget(browser);
            return signed(id);
        }
        return again(
                id,
                person,
                browser,
                ReviewPage.Sent.refusedCorrection(form, refused.errors()),
                refused.status(),
                response,
                model);
    }

    /** What a passkey is asked: the hash of the verdict as it would be signed. */
    @PostMapping("/signature")
    ResponseEntity<?> ask(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person) {
        var question = new AtomicReference<PasskeySigning.@Nullable Question>();
        var refused =
                sign(
                        id,
                        form,
                        errors(form, found),
                        person,
                        () -> null,
                        (task, signer, judgement, seen, means) ->
                                question.set(
                                        signature.question(
                                                signer,
                                                signRecommendation.request(
                                                        task, signer, judgement, seen, means))));
        return refused == null
                ? ResponseEntity.ok(question.get())
                : ResponseEntity.status(refused.status())
                        .body(new NotAsked(refused.errors().getFirst().message()));
    }

    @PostMapping("/release")
    String release(
            @PathVariable UUID id,
            @Valid @ModelAttribute ReleaseForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        if (found.hasErrors()) {
            var refused = Refused.invalid(words.errors(found));
            return again(
                    id,
                    person,
                    browser,
                    new ReviewPage.Sent(null, false, null, form.reason(), false, refused.errors()),
                    refused.status(),
                    response,
                    model);
        }
        claimTask.release(new TaskId(id), person, Objects.requireNonNull(form.reason()).strip());
        return "redirect:/reviewing?released=" + id;
    }

    /** {@link SignRecommendation#sign} or {@link SignRecommendation#correct}. */
    private interface Signing {
        void sign(TaskId id, Person person, Judgement judgement, String seen, SigningMeans means);
    }

    private @Nullable Refused sign(
            UUID id,
            VerdictForm form,
            List<FieldError> found,
            Person person,
            Supplier<@Nullable String> token,
            Signing signing) {
        var task = ReviewPage.slot(id, readRounds.of(new TaskId(id), person)).task();
        var source = texts.read(revisions.get(new ArticleId(task.articleId()), task.revision()));
        var draft = form.draft(task.revision());
        var verdict = draft.recommendation();
        var errors = new ArrayList<>(found);
        if (verdict == null) {
            errors.add(words.error("recommendation", "verdict.missing.recommendation"));
        }
        if (VerdictForm.lacksReason(draft, source)) {
            errors.add(words.error("comment", "verdict.missing.comment"));
        }
        if (VerdictForm.contradicts(draft, source)) {
            errors.add(words.error("recommendation", "refusal.must-fix"));
        }
        if (VerdictForm.lacksKind(draft)) {
            errors.add(words.error("verdict", "verdict.missing.kind"));
        }
        for (var silent : VerdictForm.lackingWords(draft, source)) {
            errors.add(
                    words.error(
                            "comment-" + silent.anchor(), "verdict.missing.words", silent.title()));
        }
        if (verdict == null || !errors.isEmpty()) {
            return Refused.invalid(errors);
        }
        try {
            signing.sign(
                    new TaskId(id),
                    person,
                    new Judgement(verdict, draft.comment(), VerdictForm.comments(draft, source)),
                    Objects.requireNonNullElse(form.contentHash(), ""),
                    SigningMeans.from(token.get(), form.zone()));
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case NOT_FOUND, UNAVAILABLE -> throw refusal;
                case WRONG_PASSWORD, SIGNING_REQUIRED -> Refused.by(refusal, "password", words);
                default -> Refused.by(refusal, "verdict", words);
            };
        }
    }

    private List<FieldError> errors(VerdictForm form, BindingResult found) {
        return words.errors(found).stream().map(form::atItsField).toList();
    }

    private KeepDraft.Outcome keep(UUID id, VerdictForm form, Person person, HttpSession browser) {
        var outcome = drafts.save(new TaskId(id), person, form.draft(revision(id, person)));
        KeptForm.forget(browser);
        return outcome;
    }

    /** The form as it was sent, going on from what has just been kept of it. */
    private VerdictForm stored(VerdictForm form, UUID id, Person person) {
        var task = ReviewPage.slot(id, readRounds.of(new TaskId(id), person)).task();
        var version =
                drafts.of(new ArticleId(task.articleId()), person)
                        .map(draft -> String.valueOf(draft.version()))
                        .orElse(form.version());
        return new VerdictForm(
                form.recommendation(),
                form.comment(),
                form.contentHash(),
                null,
                version,
                form.zone(),
                form.sections());
    }

    private String overtaken(
            UUID id,
            VerdictForm form,
            ReviewDraft newer,
            Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        return again(
                id,
                person,
                browser,
                ReviewPage.Sent.overtaken(
                        form, newer, words.error("other-window", "draft.overtaken")),
                HttpStatus.CONFLICT,
                response,
                model);
    }

    private String again(
            UUID id,
            Person person,
            HttpSession browser,
            ReviewPage.Sent sent,
            HttpStatus status,
            HttpServletResponse response,
            Model model) {
        response.setStatus(status.value());
        model.addAttribute("page", page.show(id, person, browser, sent));
        return PAGE;
    }

    private int revision(UUID id, Person person) {
        return ReviewPage.slot(id, readRounds.of(new TaskId(id), person)).task().revision();
    }

    private boolean isSigned(UUID id, Person person) {
        return ReviewPage.slot(id, readRounds.of(new TaskId(id), person)).recommendation() != null;
    }
}
