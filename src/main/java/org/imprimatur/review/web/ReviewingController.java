package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
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
import org.imprimatur.api.Refusal;
import org.imprimatur.article.Revision;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.EvidenceKind;
import org.imprimatur.article.source.Section;
import org.imprimatur.article.web.Texts;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.imprimatur.review.ClaimTask;
import org.imprimatur.review.Holder;
import org.imprimatur.review.Queue;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Recommendation;
import org.imprimatur.review.TaskId;
import org.imprimatur.review.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A reviewer's queue: find a task and claim it. */
@Controller
@RequestMapping("/reviewing")
class ReviewingController {

    private static final int ROWS = 30;
    private static final int COUNTED = 99;

    private final Queue queue;
    private final ReadRounds readRounds;
    private final ClaimTask claimTask;
    private final Revisions revisions;
    private final Texts texts;
    private final InWords inWords;
    private final Words words;

    ReviewingController(
            Queue queue,
            ReadRounds readRounds,
            ClaimTask claimTask,
            Revisions revisions,
            Texts texts,
            InWords inWords,
            Words words) {
        this.queue = queue;
        this.readRounds = readRounds;
        this.claimTask = claimTask;
        this.revisions = revisions;
        this.texts = texts;
        this.inWords = inWords;
        this.words = words;
    }

    /** @param specialty empty for all */
    private record Wanted(Queue.View view, String specialty, Queue.Sort sort) {

        static final Wanted AVAILABLE = new Wanted(Queue.View.AVAILABLE, "", Queue.Sort.DUE);

        boolean isSigned() {
            return view == Queue.View.DONE || view == Queue.View.WAITING;
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
            @RequestParam(defaultValue = "") String specialty,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(required = false) @Nullable UUID task,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID released,
            @AuthenticationPrincipal Person person,
            Model model) {
        var question =
                released == null ? null : queue.task(new TaskId(released), person).question();
        var notices = new Notices(null, question, null);
        model.addAttribute(
                "page",
                queue(
                        person,
                        new Wanted(viewNamed(view), specialty, sortNamed(sort)),
                        task,
                        cursor,
                        notices));
        return "review/queue";
    }

    @PostMapping("/{id}/claim")
    String claim(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String specialty,
            @RequestParam(defaultValue = "due") String sort,
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
                    queue(
                            person,
                            new Wanted(Queue.View.AVAILABLE, specialty, sortNamed(sort)),
                            null,
                            null,
                            notices(id, person, refusal)));
            return "review/queue";
        }
    }

    private Notices notices(UUID task, Person person, Refusal refusal) {
        if (refusal.details().get("holder") instanceof Holder holder
                && refusal.details().get("since") instanceof Instant since) {
            var lost = queue.task(new TaskId(task), person);
            return new Notices(
                    new QueueView.LostRace(
                            lost.question(),
                            lost.language(),
                            holder.name(),
                            since,
                            inWords.ago(since)),
                    null,
                    null);
        }
        return new Notices(null, null, words.say(refusal.sentence()));
    }

    private QueueView queue(
            Person person,
            Wanted wantedTasks,
            @Nullable UUID wanted,
            @Nullable String cursor,
            Notices notices) {
        var page =
                queue.list(
                        person,
                        wantedTasks.view(),
                        wantedTasks.sort(),
                        null,
                        wantedTasks.specialty().isEmpty() ? null : wantedTasks.specialty(),
                        cursor,
                        ROWS);
        var tasks = page.items();
        var selected = selected(person, tasks, wanted);
        var shown = new ArrayList<>(tasks);
        if (selected != null && !tasks.contains(selected)) {
            shown.add(selected);
        }
        var sources = sources(shown);
        var verdicts =
                wantedTasks.isSigned()
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
                name(wantedTasks.view()),
                wantedTasks.specialty(),
                name(wantedTasks.sort()),
                Queue.specialties(person),
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
                task.language(),
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
        var slot = ReviewPage.slot(task.id(), round);
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
                ReviewPage.isHeldBy(person, task)
                        && (slot.open() || slot.recommendation() != null));
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

    private static int count(String markdown) {
        return markdown.isBlank() ? 0 : markdown.strip().split("\\s+").length;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Queue.Sort sortNamed(String text) {
        return Arrays.stream(Queue.Sort.values())
                .filter(sort -> name(sort).equals(text))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Queue.View viewNamed(String text) {
        return Arrays.stream(Queue.View.values())
                .filter(view -> name(view).equals(text))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }
}
