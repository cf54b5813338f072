package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.EvidenceKind;
import org.imprimatur.article.source.Section;
import org.imprimatur.article.web.Texts;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.imprimatur.review.ClaimTask;
import org.imprimatur.review.Holder;
import org.imprimatur.review.Queue;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.SignRecommendation;
import org.imprimatur.review.TaskId;
import org.imprimatur.review.TaskView;
import org.jspecify.annotations.Nullable;
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

/** A reviewer's desk: find a task, claim it, read, sign. */
@Controller
@RequestMapping("/reviewing")
class ReviewingController {

    private static final int ROWS = 30;
    private static final int COUNTED = 99;

    private final Queue queue;
    private final ReadRounds readRounds;
    private final ClaimTask claimTask;
    private final SignRecommendation signRecommendation;
    private final Revisions revisions;
    private final Texts texts;
    private final OpenSignature signature;
    private final InWords inWords;
    private final Words words;

    ReviewingController(
            Queue queue,
            ReadRounds readRounds,
            ClaimTask claimTask,
            SignRecommendation signRecommendation,
            Revisions revisions,
            Texts texts,
            OpenSignature signature,
            InWords inWords,
            Words words) {
        this.queue = queue;
        this.readRounds = readRounds;
        this.claimTask = claimTask;
        this.signRecommendation = signRecommendation;
        this.revisions = revisions;
        this.texts = texts;
        this.signature = signature;
        this.inWords = inWords;
        this.words = words;
    }

    record ReleaseForm(@NotBlank @Prose @Nullable String reason) {}

    /** @param contentHash of the text that the page showed */
    record VerdictForm(
            @Nullable String recommendation,
            @Prose @Nullable String comment,
            @Nullable String contentHash,
            @Nullable String password) {

        static final VerdictForm EMPTY = new VerdictForm(null, null, null, null);

        @Nullable Recommendation verdict() {
            return Arrays.stream(Recommendation.values())
                    .filter(value -> value.name().equals(recommendation))
                    .findFirst()
                    .orElse(null);
        }

        boolean lacksComment() {
            return verdict() != null
                    && verdict() != Recommendation.APPROVE
                    && (comment == null || comment.isBlank());
        }
    }

    /** What is said above the list besides the list itself. */
    private record Notices(
            QueueView.@Nullable LostRace lost,
            @Nullable String released,
            @Nullable String refused) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "available") String view,
            @RequestParam(required = false) @Nullable UUID task,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID released,
            @AuthenticationPrincipal Person person,
            Model model) {
        var question =
                released == null ? null : queue.task(new TaskId(released), person).question();
        var notices = new Notices(null, question, null);
        model.addAttribute("page", queue(person, viewNamed(view), task, cursor, notices));
        return "review/queue";
    }

    @PostMapping("/{id}/claim")
    String claim(
            @PathVariable UUID id,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        try {
            claimTask.claim(new TaskId(id), person);
            return "redirect:/reviewing/" + id;
        } catch (Refusal refusal) {
            if (refusal.type() == ProblemType.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.type().status().value());
            model.addAttribute(
                    "page",
                    queue(person, Queue.View.AVAILABLE, null, null, notices(id, person, refusal)));
            return "review/queue";
        }
    }

    @PostMapping("/{id}/release")
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
            response.setStatus(refused.status().value());
            model.addAttribute(
                    "page",
                    review(
                            id,
                            person,
                            browser,
                            VerdictForm.EMPTY,
                            refused.errors(),
                            form.reason()));
            return "review/review";
        }
        claimTask.release(new TaskId(id), person, Objects.requireNonNull(form.reason()).strip());
        return "redirect:/reviewing?released=" + id;
    }

    /** The text and the verdict, for whoever holds the task or has signed it; others are led to the queue. */
    @GetMapping("/{id}")
    String read(
            @PathVariable UUID id,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            Model model) {
        var slot = slot(id, readRounds.of(new TaskId(id), person));
        if (!isHeldBy(person, slot.task())) {
            return "redirect:/reviewing?task=" + id;
        }
        if (!slot.open() && slot.recommendation() == null) {
            throw new Refusal(ProblemType.TASK_NOT_OPEN, Sentence.of("refusal.review-over"));
        }
        model.addAttribute("page", review(id, person, browser, VerdictForm.EMPTY, List.of(), null));
        return "review/review";
    }

    @PostMapping("/{id}/recommendation")
    String sign(
            @PathVariable UUID id,
            @Valid @ModelAttribute VerdictForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        var refused = sign(id, form, words.errors(found), person, browser);
        if (refused == null
                || slot(id, readRounds.of(new TaskId(id), person)).recommendation() != null) {
            return "redirect:/reviewing/" + id; // a second press finds the first one's signature
        }
        response.setStatus(refused.status().value());
        model.addAttribute("page", review(id, person, browser, form, refused.errors(), null));
        return "review/review";
    }

    private @Nullable Refused sign(
            UUID id, VerdictForm form, List<FieldError> found, Person person, HttpSession browser) {
        var verdict = form.verdict();
        var errors = new ArrayList<>(found);
        if (verdict == null) {
            errors.add(words.error("recommendation", "verdict.missing.recommendation"));
        }
        if (form.lacksComment()) {
            errors.add(words.error("comment", "verdict.missing.comment"));
        }
        if (verdict == null || !errors.isEmpty()) {
            return Refused.invalid(errors);
        }
        try {
            signRecommendation.sign(
                    new TaskId(id),
                    person,
                    verdict,
                    form.comment(),
                    Objects.requireNonNullElse(form.contentHash(), ""),
                    signature.token(browser, person, form.password()));
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case NOT_FOUND, UNAVAILABLE -> throw refusal;
                case WRONG_PASSWORD, SIGNING_REQUIRED -> Refused.by(refusal, "password", words);
                default -> Refused.by(refusal, "verdict", words);
            };
        }
    }

    private Notices notices(UUID task, Person person, Refusal refusal) {
        if (refusal.details().get("holder") instanceof Holder holder
                && refusal.details().get("since") instanceof Instant since) {
            var question = queue.task(new TaskId(task), person).question();
            return new Notices(
                    new QueueView.LostRace(question, holder.name(), since, inWords.ago(since)),
                    null,
                    null);
        }
        return new Notices(null, null, words.say(refusal.sentence()));
    }

    private QueueView queue(
            Person person,
            Queue.View view,
            @Nullable UUID wanted,
            @Nullable String cursor,
            Notices notices) {
        var page = queue.list(person, view, Queue.Sort.DUE, null, null, cursor, ROWS);
        var tasks = page.items();
        var selected = selected(person, tasks, wanted);
        var shown = new ArrayList<>(tasks);
        if (selected != null && !tasks.contains(selected)) {
            shown.add(selected);
        }
        var sources = sources(shown);
        var verdicts =
                view == Queue.View.DONE
                        ? readRounds.verdicts(shown)
                        : Map.<UUID, Recommendation>of();
        var rows =
                shown.stream()
                        .map(
                                task ->
                                        row(
                                                task,
                                                source(sources, task),
                                                verdicts.get(task.id()),
                                                task.equals(selected)))
                        .toList();
        return new QueueView(
                name(view),
                tabs(person),
                rows.subList(0, tasks.size()),
                page.next(),
                selected == null
                        ? null
                        : preview(
                                person,
                                selected,
                                rows.get(shown.indexOf(selected)),
                                source(sources, selected)),
                notices.lost(),
                notices.released(),
                notices.refused());
    }

    private @Nullable TaskView selected(
            Person person, List<TaskView> tasks, @Nullable UUID wanted) {
        if (wanted == null) {
            return tasks.isEmpty() ? null : tasks.getFirst();
        }
        return tasks.stream()
                .filter(task -> task.id().equals(wanted))
                .findFirst()
                .orElseGet(() -> queue.task(new TaskId(wanted), person));
    }

    private List<QueueView.Tab> tabs(Person person) {
        return queue.counts(person, COUNTED).entrySet().stream()
                .map(count -> new QueueView.Tab(name(count.getKey()), count.getValue()))
                .toList();
    }

    private QueueView.Row row(
            TaskView task,
            ArticleSource source,
            @Nullable Recommendation signed,
            boolean selected) {
        return new QueueView.Row(
                task.id().toString(),
                task.question(),
                task.specialty(),
                task.risk().toUpperCase(Locale.ROOT),
                task.revision(),
                evidence(source),
                signed == null ? inWords.due(task.dueAt()) : null,
                signed == null ? null : signed.name(),
                selected);
    }

    /** How many sections rest on each kind of source; a summary rests on the others. */
    private static List<QueueView.Evidence> evidence(ArticleSource source) {
        return source.sections().stream()
                .map(Section::kind)
                .filter(kind -> kind != EvidenceKind.SUMMARY)
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(
                        count ->
                                new QueueView.Evidence(
                                        count.getKey().name(), count.getValue().intValue()))
                .toList();
    }

    private QueueView.Preview preview(
            Person person, TaskView task, QueueView.Row row, ArticleSource source) {
        var round = readRounds.of(new TaskId(task.id()), person);
        var slot = slot(task.id(), round);
        return new QueueView.Preview(
                row,
                source.audience().label(),
                round.number(),
                Texts.generatedBy(source),
                round.changeNote(),
                source.sections().stream().mapToInt(section -> count(section.markdown())).sum(),
                source.references().size(),
                source.sections().stream()
                        .map(section -> new QueueView.Part(section.kind().name(), section.title()))
                        .toList(),
                source.drugs(),
                slot.open() && task.holder() == null,
                isHeldBy(person, task) && (slot.open() || slot.recommendation() != null));
    }

    private ReviewView review(
            UUID id,
            Person person,
            HttpSession browser,
            VerdictForm sent,
            List<FieldError> errors,
            @Nullable String reason) {
        var round = readRounds.of(new TaskId(id), person);
        var slot = slot(id, round);
        var task = slot.task();
        if (!isHeldBy(
                person, task)) { // what was signed and said is between its author and the desk
            throw Refusal.notAllowed(Sentence.of("refusal.not-yours"));
        }
        var source = texts.read(revisions.get(new ArticleId(task.articleId()), task.revision()));
        var signed = slot.recommendation();
        var signingUntil = signature.until(browser, person);
        return new ReviewView(
                id.toString(),
                source.question(),
                source.audience().label(),
                task.specialty(),
                source.risk().name(),
                round.number(),
                task.revision(),
                task.contentHash(),
                round.changeNote(),
                signed == null ? inWords.due(task.dueAt()) : null,
                texts.show(source),
                unmet(sent, signingUntil),
                signingUntil,
                sent.recommendation(),
                Objects.requireNonNullElse(sent.comment(), ""),
                Objects.requireNonNullElse(reason, ""),
                errors,
                signed == null || slot.signedAt() == null
                        ? null
                        : new ReviewView.Signed(
                                signed.name(),
                                Objects.requireNonNullElse(slot.comment(), ""),
                                slot.signedAt()));
    }

    private List<String> unmet(VerdictForm sent, @Nullable Instant signingUntil) {
        var unmet = new ArrayList<String>();
        if (sent.verdict() == null) {
            unmet.add(words.say("verdict.unmet.recommendation"));
        }
        if (sent.lacksComment()) {
            unmet.add(words.say("verdict.unmet.comment"));
        }
        if (signingUntil == null) {
            unmet.add(words.say("verdict.unmet.password"));
        }
        return unmet;
    }

    /** The texts behind these tasks, all of them in one statement. */
    private Map<Revision.Key, ArticleSource> sources(List<TaskView> tasks) {
        return tasks.isEmpty()
                ? Map.of()
                : revisions
                        .all(tasks.stream().map(ReviewingController::key).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Revision::getId, texts::read));
    }

    private static ArticleSource source(Map<Revision.Key, ArticleSource> sources, TaskView task) {
        return Objects.requireNonNull(sources.get(key(task)));
    }

    private static Revision.Key key(TaskView task) {
        return new Revision.Key(task.articleId(), task.revision());
    }

    private static ReadRounds.Slot slot(UUID task, ReadRounds.Round round) {
        return round.slots().stream()
                .filter(slot -> slot.task().id().equals(task))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static boolean isHeldBy(Person person, TaskView task) {
        return task.holder() != null && task.holder().username().equals(person.username());
    }

    private static int count(String markdown) {
        return markdown.isBlank() ? 0 : markdown.strip().split("\\s+").length;
    }

    private static String name(Queue.View view) {
        return view.name().toLowerCase(Locale.ROOT);
    }

    private static Queue.View viewNamed(String text) {
        return Arrays.stream(Queue.View.values())
                .filter(view -> name(view).equals(text))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }
}
