package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.Person;
import org.imprimatur.review.Candidates;
import org.imprimatur.review.OpenSlots;
import org.imprimatur.review.Queue;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.ReassignTask;
import org.imprimatur.review.Specialties;
import org.imprimatur.review.TaskId;
import org.imprimatur.review.Workload;
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

/** The chief editor shares work out: who has how much, and who shall have what instead. */
@Controller
@RequestMapping("/deciding")
class WorkloadController {

    private static final int ROWS = 50;

    /** Stands for all who may claim, where a reviewer's id could stand. */
    private static final String ALL = "all";

    private final Workload workload;
    private final OpenSlots slots;
    private final Specialties specialties;
    private final Candidates candidates;
    private final ReassignTask reassignTask;
    private final Queue queue;
    private final ReadRounds readRounds;
    private final SlotsInWords slotsInWords;
    private final InWords inWords;
    private final Words words;

    WorkloadController(
            Workload workload,
            OpenSlots slots,
            Specialties specialties,
            Candidates candidates,
            ReassignTask reassignTask,
            Queue queue,
            ReadRounds readRounds,
            SlotsInWords slotsInWords,
            InWords inWords,
            Words words) {
        this.workload = workload;
        this.slots = slots;
        this.specialties = specialties;
        this.candidates = candidates;
        this.reassignTask = reassignTask;
        this.queue = queue;
        this.readRounds = readRounds;
        this.slotsInWords = slotsInWords;
        this.inWords = inWords;
        this.words = words;
    }

    /**
     * @param to a reviewer's id, or {@link #ALL}
     * @param seen id of the holder whom the page showed; absent where it showed none
     */
    record ReassignForm(
            @Nullable String to, @NotBlank @Prose @Nullable String reason, @Nullable UUID seen) {}

    /** @param after user name after which the page of reviewers begins */
    @GetMapping("/reviewers")
    String reviewers(
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var only = specialty == null || specialty.isBlank() ? null : specialty;
        var all = workload.reviewers();
        var fitting =
                all.stream()
                        .filter(found -> only == null || found.person().hasSpecialty(only))
                        .toList();
        var rest = after(fitting, after);
        var shown = rest.subList(0, Math.min(ROWS, rest.size()));
        model.addAttribute(
                "page",
                new WorkloadView(
                        specialties.known(),
                        only,
                        shown.stream().map(found -> row(found, who)).toList(),
                        shown.size() < rest.size() ? shown.getLast().person().username() : null,
                        all.stream()
                                .filter(found -> found.person().username().equals(who))
                                .findFirst()
                                .map(found -> chosen(found.person(), cursor))
                                .orElse(null)));
        return "review/workload";
    }

    @GetMapping("/tasks/{id}")
    String task(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String moved,
            @AuthenticationPrincipal Person person,
            Model model) {
        model.addAttribute("page", page(id, person, ReassignView.Sent.NOTHING, moved != null));
        return "review/reassign";
    }

    @PostMapping("/tasks/{id}")
    String reassign(
            @PathVariable UUID id,
            @Valid @ModelAttribute ReassignForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var refused = reassign(id, form, words.errors(found), person);
        if (refused == null) {
            return "redirect:/deciding/tasks/" + id + "?moved";
        }
        response.setStatus(refused.status().value());
        var reason = Objects.requireNonNullElse(form.reason(), "");
        var sent = new ReassignView.Sent(form.to(), reason, refused.errors());
        model.addAttribute("page", page(id, person, sent, false));
        return "review/reassign";
    }

    private @Nullable Refused reassign(
            UUID id, ReassignForm form, List<FieldError> found, Person person) {
        var errors = new ArrayList<>(found);
        var to = form.to();
        if (to == null || !(to.equals(ALL) || isId(to))) {
            errors.addFirst(words.error("to", "reassign.missing"));
        }
        if (to == null || !errors.isEmpty()) {
            return Refused.invalid(errors);
        }
        try {
            reassignTask.reassign(
                    new TaskId(id),
                    person,
                    form.seen() == null ? null : new AccountId(form.seen()),
                    to.equals(ALL) ? null : new AccountId(UUID.fromString(to)),
                    Objects.requireNonNull(form.reason()).strip());
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case NOT_FOUND, UNAVAILABLE -> throw refusal;
                default -> Refused.by(refusal, "to", words);
            };
        }
    }

    private ReassignView page(UUID id, Person person, ReassignView.Sent sent, boolean moved) {
        var task = queue.task(new TaskId(id), person);
        var round = readRounds.of(new TaskId(id), person);
        var slot = candidates.of(new TaskId(id), person);
        var loads = workload.loads();
        var holder = slot.holder();
        return new ReassignView(
                id.toString(),
                task.articleId().toString(),
                task.question(),
                task.language(),
                task.specialty(),
                task.risk().toUpperCase(Locale.ROOT),
                round.number(),
                round.revision(),
                inWords.due(task.dueAt()),
                holder == null ? null : holder(holder, id, round),
                slot.open(),
                slot.barred() == null ? null : words.say(slot.barred()),
                slot.all().stream()
                        .filter(candidate -> candidate.against() == null)
                        .map(Candidates.Candidate::person)
                        .map(
                                free ->
                                        choice(
                                                free,
                                                loads.getOrDefault(free.id(), Workload.Load.NONE)))
                        .toList(),
                slot.all().stream()
                        .map(Candidates.Candidate::against)
                        .filter(Objects::nonNull)
                        .map(words::say)
                        .toList(),
                sent,
                moved);
    }

    private ReassignView.Holder holder(Person holder, UUID task, ReadRounds.Round round) {
        var since =
                round.slots().stream()
                        .filter(slot -> slot.task().id().equals(task))
                        .map(ReadRounds.Slot::heldSince)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(round.openedAt());
        return new ReassignView.Holder(
                holder.id().toString(), holder.username(), holder.name(), inWords.lasting(since));
    }

    private static ReassignView.Choice choice(Person person, Workload.Load load) {
        return new ReassignView.Choice(
                person.id().toString(), person.name(), load.open(), load.overdue(), load.signed());
    }

    private WorkloadView.Row row(Workload.Reviewer reviewer, @Nullable String who) {
        var load = reviewer.load();
        var due = load.nextDue();
        return new WorkloadView.Row(
                reviewer.person().username(),
                reviewer.person().name(),
                reviewer.person().specialties().stream().sorted().toList(),
                load.open(),
                load.overdue(),
                due == null ? null : inWords.due(due),
                load.signed(),
                reviewer.person().username().equals(who));
    }

    private WorkloadView.Chosen chosen(Person person, @Nullable String cursor) {
        var claims = slots.heldBy(person.id(), cursor, ROWS).map(slotsInWords::byDueTime);
        return new WorkloadView.Chosen(
                person.username(), person.name(), claims.items(), claims.next());
    }

    private static List<Workload.Reviewer> after(
            List<Workload.Reviewer> all, @Nullable String username) {
        for (var index = 0; index < all.size(); index++) {
            if (all.get(index).person().username().equals(username)) {
                return all.subList(index + 1, all.size());
            }
        }
        return all;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
