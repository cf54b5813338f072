package org.imprimatur.review.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.api.IfMatch;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ArticleStatus;
import org.imprimatur.article.IllegalArticleTransition;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Revision;
import org.imprimatur.article.SourceDrafts;
import org.imprimatur.article.Visibility;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.Skeleton;
import org.imprimatur.article.source.SourceTooLarge;
import org.imprimatur.article.web.TextView;
import org.imprimatur.article.web.Texts;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.review.EditorsArticles;
import org.imprimatur.review.ProvenApprovals;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.Requirement;
import org.imprimatur.review.Requirements;
import org.imprimatur.review.SectionComment;
import org.imprimatur.review.SubmitRevision;
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
import org.springframework.web.multipart.MultipartFile;

/** An editor's desk: bring an article in, revise it, hand it in, take it back. */
@Controller
@RequestMapping("/editing")
class EditingController {

    private static final int ROWS = 100;

    /** Names of the buttons that do not save. */
    private static final String PREVIEW = "preview";

    private static final String DISCARD = "discard";

    private final WriteArticle writeArticle;
    private final ReadArticles readArticles;
    private final EditorsArticles editorsArticles;
    private final SubmitRevision submitRevision;
    private final Requirements requirements;
    private final ReadRounds readRounds;
    private final ProvenApprovals proven;
    private final People people;
    private final SourceDrafts drafts;
    private final Texts texts;
    private final Words words;
    private final InWords inWords;

    EditingController(
            WriteArticle writeArticle,
            ReadArticles readArticles,
            EditorsArticles editorsArticles,
            SubmitRevision submitRevision,
            Requirements requirements,
            ReadRounds readRounds,
            ProvenApprovals proven,
            People people,
            SourceDrafts drafts,
            Texts texts,
            Words words,
            InWords inWords) {
        this.writeArticle = writeArticle;
        this.readArticles = readArticles;
        this.editorsArticles = editorsArticles;
        this.submitRevision = submitRevision;
        this.requirements = requirements;
        this.readRounds = readRounds;
        this.proven = proven;
        this.people = people;
        this.drafts = drafts;
        this.texts = texts;
        this.words = words;
        this.inWords = inWords;
    }

    /**
     * @param contentHash of the revision the editor started from
     * @param effect that saving would have, as the page told it
     */
    record SourceForm(
            @Nullable String source,
            @Prose @Nullable String changeNote,
            @Size(max = 64) @Nullable String contentHash,
            @Nullable String effect) {

        byte[] bytes() {
            return text().getBytes(StandardCharsets.UTF_8);
        }

        String note() {
            return Objects.requireNonNullElse(changeNote, "");
        }

        String text() {
            return Objects.requireNonNullElse(source, "");
        }
    }

    /** @param contentHash of the revision that the page showed */
    record SubmissionForm(
            @NotBlank @Prose @Nullable String changeNote, @Nullable String contentHash) {}

    record ReasonForm(@NotBlank @Prose @Nullable String reason) {}

    /** What was typed into the forms of an article's page, and why it was refused. */
    private record Typed(String changeNote, String reason, List<FieldError> errors) {

        static final Typed NOTHING = new Typed("", "", List.of());
    }

    @GetMapping
    String mine(
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Person person,
            Model model) {
        model.addAttribute("page", mine(person, cursor));
        return "review/mine";
    }

    @GetMapping("/new")
    String write(@AuthenticationPrincipal Person person, Model model) {
        var subject = person.id().value();
        var draft = drafts.of(person, subject);
        var source = draft.map(SourceDrafts.Draft::source).orElseGet(Skeleton::blank);
        var keptAt = draft.map(SourceDrafts.Draft::keptAt).orElse(null);
        model.addAttribute("page", new NewView(writing(subject, source, keptAt), false, List.of()));
        return "review/new";
    }

    @PostMapping(params = PREVIEW)
    String preview(
            @RequestParam(defaultValue = "") String source,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var subject = person.id().value();
        NewView page;
        try {
            var keptAt = drafts.keep(person, subject, source, "", null);
            page = new NewView(writing(subject, source, keptAt), false, List.of());
        } catch (SourceTooLarge tooLarge) {
            response.setStatus(tooLarge.type().status().value());
            page = new NewView(writing(subject, source, null), true, List.of());
        }
        model.addAttribute("page", page);
        return "review/new";
    }

    @PostMapping(params = DISCARD)
    String discard(@AuthenticationPrincipal Person person) {
        drafts.drop(person, person.id().value());
        return "redirect:/editing/new";
    }

    @PostMapping
    String bringIn(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String source,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var bytes =
                file == null || file.isEmpty()
                        ? source.getBytes(StandardCharsets.UTF_8)
                        : file.getBytes();
        Refused refused;
        if (bytes.length == 0) {
            refused = Refused.invalid(List.of(words.error("source", "import.nothing")));
        } else {
            try {
                var created = writeArticle.create(bytes, person).id();
                drafts.drop(person, person.id().value());
                return "redirect:/editing/" + created;
            } catch (InvalidSource _) {
                refused = Refused.invalid(List.of());
            } catch (Refusal refusal) {
                if (refusal.type() == ProblemType.UNAVAILABLE) {
                    throw refusal;
                }
                refused = Refused.by(refusal, "source", words);
            }
        }
        response.setStatus(refused.status().value());
        var text = new String(bytes, StandardCharsets.UTF_8);
        model.addAttribute(
                "page",
                new NewView(writing(person.id().value(), text, null), true, refused.errors()));
        return "review/new";
    }

    @GetMapping("/{id}")
    String article(@PathVariable UUID id, @AuthenticationPrincipal Person person, Model model) {
        model.addAttribute("page", detail(id, person, Typed.NOTHING));
        return "review/detail";
    }

    @PostMapping("/{id}/submission")
    String submit(
            @PathVariable UUID id,
            @Valid @ModelAttribute SubmissionForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var note = Objects.requireNonNullElse(form.changeNote(), "");
        var refused =
                found.hasErrors()
                        ? Refused.invalid(words.errors(found))
                        : trying(
                                () -> {
                                    var seen = seen(id, person, form.contentHash(), null);
                                    submitRevision.submit(
                                            new ArticleId(id), person, note.strip(), seen);
                                });
        return answer(id, person, refused, note, "", response, model);
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            @PathVariable UUID id,
            @Valid @ModelAttribute ReasonForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var reason = Objects.requireNonNullElse(form.reason(), "");
        var refused =
                found.hasErrors()
                        ? Refused.invalid(words.errors(found))
                        : trying(
                                () ->
                                        submitRevision.withdraw(
                                                new ArticleId(id),
                                                person,
                                                reason.strip(),
                                                IfMatch.ANYTHING));
        return answer(id, person, refused, "", reason, response, model);
    }

    @PostMapping("/{id}/reopening")
    String reopen(
            @PathVariable UUID id,
            @Valid @ModelAttribute ReasonForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var reason = Objects.requireNonNullElse(form.reason(), "");
        var refused =
                found.hasErrors()
                        ? Refused.invalid(words.errors(found))
                        : trying(
                                () ->
                                        submitRevision.reopen(
                                                new ArticleId(id),
                                                person,
                                                reason.strip(),
                                                IfMatch.ANYTHING));
        return answer(id, person, refused, "", reason, response, model);
    }

    @GetMapping("/{id}/source")
    String source(@PathVariable UUID id, @AuthenticationPrincipal Person person, Model model) {
        var visible = editable(id, person);
        var saved = new String(visible.revision().source(), StandardCharsets.UTF_8);
        var page =
                drafts.of(person, id)
                        .filter(draft -> !draft.source().equals(saved))
                        .map(draft -> edit(visible, draft))
                        .orElseGet(() -> edit(visible, writing(id, saved, null), "", null));
        model.addAttribute("page", page);
        return "review/edit";
    }

    /** Without script this is how a writer looks at the text, and how it is kept. */
    @PostMapping(path = "/{id}/source", params = PREVIEW)
    String preview(
            @PathVariable UUID id,
            @Valid @ModelAttribute SourceForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var visible = editable(id, person);
        Refused refused;
        try {
            if (!found.hasErrors()) {
                drafts.keep(person, id, form.text(), form.note(), form.contentHash());
                model.addAttribute("page", edit(visible, drafts.of(person, id).orElseThrow()));
                return "review/edit";
            }
            refused = Refused.invalid(words.errors(found));
        } catch (SourceTooLarge tooLarge) {
            refused = new Refused(tooLarge.type().status(), List.of());
        }
        response.setStatus(refused.status().value());
        model.addAttribute(
                "page",
                from(
                        form.contentHash(),
                        edit(visible, writing(id, form.text(), null), form.note(), refused)));
        return "review/edit";
    }

    @PostMapping(path = "/{id}/source", params = DISCARD)
    String discard(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        drafts.drop(person, id);
        return "redirect:/editing/" + id + "/source";
    }

    @PostMapping("/{id}/source")
    String save(
            @PathVariable UUID id,
            @Valid @ModelAttribute SourceForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        Refused refused;
        try {
            refused = save(id, person, form, words.errors(found));
            if (refused == null) {
                drafts.drop(person, id);
                return "redirect:/editing/" + id;
            }
        } catch (InvalidSource _) {
            refused = Refused.invalid(List.of());
        }
        response.setStatus(refused.status().value());
        model.addAttribute(
                "page",
                edit(editable(id, person), writing(id, form.text(), null), form.note(), refused));
        return "review/edit";
    }

    private @Nullable Refused save(
            UUID id, Person person, SourceForm form, List<FieldError> found) {
        if (!found.isEmpty()) {
            return Refused.invalid(found);
        }
        if (EditView.Effect.OPENS_ROUND.name().equals(form.effect())
                && (form.changeNote() == null || form.changeNote().isBlank())) {
            return Refused.invalid(List.of(words.error("changeNote", "NotBlank.changeNote")));
        }
        try {
            submitRevision.revise(
                    new ArticleId(id),
                    person,
                    form.bytes(),
                    form.changeNote(),
                    seen(id, person, form.contentHash(), form.effect()));
            return null;
        } catch (InvalidSource invalid) {
            throw invalid;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case NOT_FOUND, NOT_ALLOWED, UNAVAILABLE -> throw refusal;
                default -> Refused.by(refusal, "source", words);
            };
        }
    }

    /**
     * Binds a change to what the page showed: whatever the article becomes after this moment, the change is refused.
     *
     * @throws Refusal STALE_CONTENT where it has moved on already
     */
    private IfMatch seen(UUID id, Person person, @Nullable String hash, @Nullable String effect) {
        var visible = readArticles.visible(new ArticleId(id), person);
        if ((hash != null && !hash.equals(visible.revision().contentHash().hex()))
                || (effect != null && !effect.equals(effect(visible.article()).name()))) {
            throw new Refusal(
                    ProblemType.STALE_CONTENT,
                    Sentence.of(
                            "refusal.moved-on",
                            visible.revision().number(),
                            words.say("status." + visible.article().status())));
        }
        return IfMatch.required(visible.article().etag());
    }

    private @Nullable Refused trying(Runnable command) {
        try {
            command.run();
            return null;
        } catch (Refusal refusal) {
            return switch (refusal.type()) {
                case NOT_FOUND, NOT_ALLOWED, UNAVAILABLE -> throw refusal;
                case REQUIREMENTS_UNSATISFIED -> Refused.by(refusal, "next", words);
                default -> Refused.by(refusal, "rounds", words);
            };
        }
    }

    private String answer(
            UUID id,
            Person person,
            @Nullable Refused refused,
            String changeNote,
            String reason,
            HttpServletResponse response,
            Model model) {
        if (refused == null) {
            return "redirect:/editing/" + id;
        }
        response.setStatus(refused.status().value());
        model.addAttribute(
                "page", detail(id, person, new Typed(changeNote, reason, refused.errors())));
        return "review/detail";
    }

    private MineView mine(Person person, @Nullable String cursor) {
        var mine = editorsArticles.of(person, cursor, ROWS);
        var provenOnes =
                proven.among(
                        mine.items().stream()
                                .filter(article -> article.status() == ArticleStatus.APPROVED)
                                .map(EditorsArticles.Mine::id)
                                .toList());
        var groups = new EnumMap<MineView.Waits, List<MineView.Row>>(MineView.Waits.class);
        for (var article : mine.items()) {
            groups.computeIfAbsent(waits(article), _ -> new ArrayList<>())
                    .add(
                            new MineView.Row(
                                    article.id().toString(),
                                    article.question(),
                                    article.language(),
                                    article.audience().label(),
                                    ProvenApprovals.word(
                                            article.status().name(),
                                            provenOnes.contains(article.id())),
                                    article.revision(),
                                    article.updatedAt(),
                                    inWords.lasting(article.updatedAt()),
                                    next(article),
                                    article.unsaved(),
                                    article.claimed(),
                                    article.signed(),
                                    article.slots()));
        }
        return new MineView(
                groups.entrySet().stream()
                        .map(group -> new MineView.Group(group.getKey(), group.getValue()))
                        .toList(),
                mine.next());
    }

    private static MineView.Next next(EditorsArticles.Mine article) {
        return switch (article.status()) {
            case DRAFT -> MineView.Next.SUBMIT;
            case CHANGES_REQUESTED -> MineView.Next.ANSWER;
            case SUBMITTED, UNDER_REVIEW -> {
                if (article.awaitsDecision()) {
                    yield MineView.Next.WAIT_FOR_DECISION;
                }
                yield article.claimed() < article.slots()
                        ? MineView.Next.WAIT_FOR_CLAIM
                        : MineView.Next.WAIT_FOR_VERDICTS;
            }
            case APPROVED -> MineView.Next.REVISE;
            case WITHDRAWN -> MineView.Next.SUBMIT_AGAIN;
            case REJECTED -> MineView.Next.NOTHING;
        };
    }

    private static MineView.Waits waits(EditorsArticles.Mine article) {
        return switch (article.status()) {
            case DRAFT, CHANGES_REQUESTED -> MineView.Waits.FOR_YOU;
            case SUBMITTED, UNDER_REVIEW ->
                    article.awaitsDecision()
                            ? MineView.Waits.FOR_CHIEF_EDITOR
                            : MineView.Waits.FOR_REVIEWERS;
            case APPROVED, REJECTED, WITHDRAWN -> MineView.Waits.FOR_NOBODY;
        };
    }

    private DetailView detail(UUID id, Person person, Typed typed) {
        var visible = readArticles.visible(new ArticleId(id), person);
        var article = visible.article();
        var revision = visible.revision();
        var source = texts.read(revision);
        var owned = article.isOwnedBy(person);
        var follows = Visibility.mayFollow(person, article);
        var chief = person.is(Role.CHIEF_EDITOR);
        var status = article.status();
        var provenRounds = proven.rounds(id);
        return new DetailView(
                article.id().toString(),
                article.wasSubmitted() ? article.slug() : null,
                source.question(),
                source.audience().label(),
                ProvenApprovals.word(status.name(), !proven.among(List.of(id)).isEmpty()),
                revision.number(),
                revision.contentHash().hex(),
                Objects.requireNonNull(people.known(List.of(article.owner())).get(article.owner()))
                        .name(),
                article.updatedAt(),
                owned && status != ArticleStatus.REJECTED,
                owned && status.isOpenForSubmission(),
                (owned || chief) && status.isInReview(),
                chief && status == ArticleStatus.REJECTED,
                follows && status.isOpenForSubmission()
                        ? requirements.of(article).stream()
                                .map(
                                        requirement ->
                                                new DetailView.Requirement(
                                                        requirement.code(),
                                                        requirement.state()
                                                                == Requirement.State.SATISFIED,
                                                        words.say(requirement.reason())))
                                .toList()
                        : List.of(),
                follows
                        ? readRounds.of(article.id()).reversed().stream()
                                .map(
                                        round ->
                                                round(
                                                        round,
                                                        provenRounds.contains(round.number()),
                                                        there(article, round, revision)))
                                .toList()
                        : null,
                texts.show(source),
                typed == Typed.NOTHING ? noteOf(revision) : typed.changeNote(),
                typed.reason(),
                typed.errors());
    }

    /** What the editor said when saving is a good start for what the reviewers are told. */
    private static String noteOf(Revision revision) {
        return revision.wasSubmitted() || revision.changeNote() == null
                ? ""
                : revision.changeNote();
    }

    /** The section as it reads here, or beside what it has become since the round. */
    private static Function<SectionComment, @Nullable String> there(
            Article article, ReadRounds.Round round, Revision shown) {
        var comparison =
                round.revision() == shown.number()
                        ? ""
                        : "/articles/%s/diff?from=%d&to=%d"
                                .formatted(article.id(), round.revision(), shown.number());
        return said -> comparison + "#" + said.anchor();
    }

    /** The section in the preview, while the text still has it. */
    private static Function<SectionComment, @Nullable String> there(WritingView writing) {
        var text = writing.seen().text();
        var anchors =
                text == null
                        ? Set.<String>of()
                        : text.sections().stream()
                                .map(TextView.Section::anchor)
                                .collect(Collectors.toSet());
        return said -> anchors.contains(said.anchor()) ? "#" + said.anchor() : null;
    }

    private static DetailView.Round round(
            ReadRounds.Round round,
            boolean proven,
            Function<SectionComment, @Nullable String> link) {
        return new DetailView.Round(
                round.number(),
                round.revision(),
                round.openedAt(),
                ProvenApprovals.word(
                        round.outcome() == null ? "OPEN" : round.outcome().name(), proven),
                round.closedAt(),
                round.changeNote(),
                round.reason(),
                SignatureView.ofNullable(round.decision(), round.revision()),
                round.slots().stream()
                        .map(
                                slot ->
                                        new DetailView.Slot(
                                                slot.task().specialty(),
                                                slot.task().holder() == null
                                                        ? null
                                                        : slot.task().holder().name(),
                                                slot.recommendation() == null
                                                        ? null
                                                        : slot.recommendation().name(),
                                                slot.overall(),
                                                RemarkView.of(slot, link),
                                                SignatureView.ofNullable(
                                                        slot.signed(), round.revision()),
                                                slot.earlier().stream()
                                                        .map(
                                                                signed ->
                                                                        SignatureView.of(
                                                                                signed,
                                                                                round.revision()))
                                                        .toList(),
                                                slot.open()))
                        .toList());
    }

    /** What was kept goes on from the revision it began with, so that a newer one is noticed when it is saved. */
    private EditView edit(ReadArticles.Visible visible, SourceDrafts.Draft draft) {
        var page =
                edit(
                        visible,
                        writing(visible.article().id().value(), draft.source(), draft.keptAt()),
                        draft.changeNote(),
                        null);
        return from(draft.contentHash(), page);
    }

    private static EditView from(@Nullable String hash, EditView page) {
        return hash == null || hash.equals(page.contentHash()) ? page : page.from(hash);
    }

    private EditView edit(
            ReadArticles.Visible visible,
            WritingView writing,
            String changeNote,
            @Nullable Refused refused) {
        var article = visible.article();
        return new EditView(
                article.id().toString(),
                article.question(),
                visible.revision().language(),
                ProvenApprovals.word(
                        article.status().name(),
                        !proven.among(List.of(article.id().value())).isEmpty()),
                visible.revision().number(),
                visible.revision().contentHash().hex(),
                effect(article),
                writing,
                false,
                changeNote,
                article.status() == ArticleStatus.CHANGES_REQUESTED
                        ? readRounds
                                .newest(article.id())
                                .map(
                                        round ->
                                                round(
                                                        round,
                                                        proven.rounds(article.id().value())
                                                                .contains(round.number()),
                                                        there(writing)))
                                .orElse(null)
                        : null,
                refused != null,
                refused == null ? List.of() : refused.errors());
    }

    private WritingView writing(UUID subject, String source, @Nullable Instant keptAt) {
        return new WritingView(subject.toString(), source, texts.seen(source, words::say), keptAt);
    }

    /** @throws Refusal NOT_ALLOWED for others than its editor, ILLEGAL_TRANSITION after a rejection */
    private ReadArticles.Visible editable(UUID id, Person person) {
        var visible = readArticles.visible(new ArticleId(id), person);
        visible.article().requireOwner(person);
        if (visible.article().status() == ArticleStatus.REJECTED) {
            throw new IllegalArticleTransition(
                    ArticleStatus.REJECTED,
                    ArticleStatus.DRAFT,
                    Sentence.of("refusal.rejected-stays"));
        }
        return visible;
    }

    private static EditView.Effect effect(Article article) {
        return switch (article.status()) {
            case SUBMITTED, UNDER_REVIEW -> EditView.Effect.OPENS_ROUND;
            case APPROVED -> EditView.Effect.STARTS_DRAFT;
            case DRAFT, CHANGES_REQUESTED, WITHDRAWN, REJECTED -> EditView.Effect.KEEPS_STATUS;
        };
    }
}
