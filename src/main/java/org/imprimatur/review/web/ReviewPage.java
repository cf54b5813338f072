package org.imprimatur.review.web;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.article.source.Section;
import org.imprimatur.article.web.TextView;
import org.imprimatur.article.web.Texts;
import org.imprimatur.desk.FieldError;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.imprimatur.review.KeepDraft;
import org.imprimatur.review.ReadRounds;
import org.imprimatur.review.ReviewDraft;
import org.imprimatur.review.SectionComment;
import org.imprimatur.review.TaskId;
import org.imprimatur.review.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One review, as its reviewer sees it: the text, what they have typed so far, and what they signed. */
@Component
class ReviewPage {

    private final ReadRounds readRounds;
    private final KeepDraft drafts;
    private final Revisions revisions;
    private final Texts texts;
    private final OpenSignature signature;
    private final InWords inWords;

    ReviewPage(
            ReadRounds readRounds,
            KeepDraft drafts,
            Revisions revisions,
            Texts texts,
            OpenSignature signature,
            InWords inWords) {
        this.readRounds = readRounds;
        this.drafts = drafts;
        this.revisions = revisions;
        this.texts = texts;
        this.signature = signature;
        this.inWords = inWords;
    }

    /** What a form brought with it when the page has to be shown again. */
    record Sent(
            @Nullable VerdictForm form,
            boolean returned,
            @Nullable ReviewDraft other,
            @Nullable String reason,
            boolean correcting,
            List<FieldError> errors) {

        static final Sent NOTHING = new Sent(null, false, null, null, false, List.of());
        static final Sent TO_CORRECT = new Sent(null, false, null, null, true, List.of());

        static Sent refused(VerdictForm form, List<FieldError> errors) {
            return new Sent(form, false, null, null, false, errors);
        }

        static Sent refusedCorrection(VerdictForm form, List<FieldError> errors) {
            return new Sent(form, false, null, null, true, errors);
        }

        static Sent overtaken(VerdictForm form, ReviewDraft other, FieldError error) {
            return new Sent(form, false, other, null, false, List.of(error));
        }

        /** Typed before the session ended: a verdict, or a correction of the one that is signed. */
        static Sent returned(VerdictForm form) {
            return new Sent(form, true, null, null, true, List.of());
        }
    }

    /** @throws Refusal NOT_ALLOWED to everybody but whoever holds the task or signed it: a verdict is theirs and the desk's */
    ReviewView show(UUID id, Person person, HttpSession browser, Sent sent) {
        var round = readRounds.of(new TaskId(id), person);
        var slot = slot(id, round);
        var task = slot.task();
        if (!isHeldBy(person, task)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-yours"));
        }
        var article = new ArticleId(task.articleId());
        var source = texts.read(revisions.get(article, task.revision()));
        var text = texts.show(source);
        var mayCorrect = slot.signed() != null && round.outcome() == null;
        var corrected = mayCorrect && sent.correcting() ? slot.signed() : null;
        var signed = corrected == null ? slot.recommendation() : null;
        var draft =
                corrected != null && sent.form() == null || signed != null
                        ? signed(slot)
                        : draft(article, task, person, sent);
        var stale = draft.revision() != task.revision();
        var recommendation = stale ? null : draft.recommendation();
        var signingUntil = signature.until(browser, person);
        return new ReviewView(
                id.toString(),
                person.username(),
                article.toString(),
                source.question(),
                source.audience().label(),
                task.specialty(),
                source.risk().name(),
                round.number(),
                task.revision(),
                readRounds.lastSigned(article, person, task.revision()),
                task.contentHash(),
                round.changeNote(),
                signed == null ? inWords.due(task.dueAt()) : null,
                text,
                new SignsView(
                        signed == null || slot.signed() == null
                                ? signature.nameOf(person)
                                : slot.signed().name(),
                        Role.REVIEWER.name(),
                        source.question(),
                        text.language(),
                        source.audience().label(),
                        round.number(),
                        task.revision(),
                        task.contentHash()),
                parts(source, text, draft),
                new ReviewView.Draft(
                        sent.other() == null ? draft.version() : sent.other().version(),
                        draft.savedAt(),
                        stale ? draft.revision() : null,
                        sent.returned(),
                        gone(source, draft),
                        other(sent.other())),
                unmet(draft, recommendation != null, source, signingUntil),
                signingUntil,
                signed == null ? signature.passkeysOf(person) : null,
                recommendation == null ? null : recommendation.name(),
                draft.comment(),
                Objects.requireNonNullElse(sent.reason(), ""),
                sent.errors(),
                signed == null || slot.signed() == null
                        ? null
                        : new ReviewView.Signed(
                                signed.name(),
                                draft.comment(),
                                SignatureView.of(slot.signed(), task.revision()),
                                slot.earlier().stream()
                                        .map(earlier -> SignatureView.of(earlier, task.revision()))
                                        .toList(),
                                mayCorrect),
                SignatureView.ofNullable(corrected, task.revision()));
    }

    private ReviewDraft draft(ArticleId article, TaskView task, Person person, Sent sent) {
        var stored = drafts.of(article, person).orElse(ReviewDraft.empty(task.revision()));
        if (sent.form() == null) {
            return stored;
        }
        var typed = sent.form().draft(task.revision());
        return new ReviewDraft(
                typed.version(),
                typed.revision(),
                typed.recommendation(),
                typed.comment(),
                typed.sections(),
                stored.savedAt());
    }

    /** What was signed, in the shape of what was typed. */
    private static ReviewDraft signed(ReadRounds.Slot slot) {
        return new ReviewDraft(
                0,
                slot.task().revision(),
                slot.recommendation(),
                Objects.requireNonNullElse(slot.overall(), ""),
                slot.sections().stream().map(ReviewPage::kept).toList(),
                null);
    }

    private static ReviewDraft.Section kept(SectionComment said) {
        return new ReviewDraft.Section(
                said.anchor(), said.title(), "", said.kind(), said.comment());
    }

    private static List<ReviewView.Part> parts(
            ArticleSource source, TextView text, ReviewDraft draft) {
        var typed = byAnchor(draft);
        var parts = new ArrayList<ReviewView.Part>();
        for (var index = 0; index < source.sections().size(); index++) {
            var section = source.sections().get(index);
            var found = typed.get(section.anchor());
            parts.add(
                    new ReviewView.Part(
                            text.sections().get(index),
                            mark(section),
                            found != null && found.read().equals(mark(section)),
                            found == null || found.kind() == null ? null : found.kind().name(),
                            found == null ? "" : found.comment()));
        }
        return parts;
    }

    private static Map<String, ReviewDraft.Section> byAnchor(ReviewDraft draft) {
        return draft.sections().stream()
                .collect(
                        Collectors.toMap(
                                ReviewDraft.Section::anchor,
                                Function.identity(),
                                (first, _) -> first));
    }

    /** The same for the same words only: "read" ends with the next edit. */
    private static String mark(Section section) {
        return ContentHash.of(
                        (section.title() + "\n" + section.markdown())
                                .getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
    }

    private static List<ReviewView.Comment> gone(ArticleSource source, ReviewDraft draft) {
        var known =
                source.sections().stream()
                        .map(Section::anchor)
                        .collect(Collectors.toCollection(HashSet::new));
        return draft.sections().stream()
                .filter(section -> section.says() && !known.contains(section.anchor()))
                .map(ReviewPage::comment)
                .toList();
    }

    private static ReviewView.Comment comment(ReviewDraft.Section section) {
        return new ReviewView.Comment(
                section.anchor(),
                section.title(),
                section.kind() == null ? null : section.kind().name(),
                section.comment());
    }

    private static ReviewView.@Nullable Other other(@Nullable ReviewDraft other) {
        return other == null
                ? null
                : new ReviewView.Other(
                        other.savedAt(),
                        other.recommendation() == null ? null : other.recommendation().name(),
                        other.comment(),
                        other.sections().stream()
                                .filter(ReviewDraft.Section::says)
                                .map(ReviewPage::comment)
                                .toList());
    }

    private static List<ReviewView.Requirement> unmet(
            ReviewDraft draft,
            boolean recommended,
            ArticleSource source,
            @Nullable Instant signingUntil) {
        return List.of(
                new ReviewView.Requirement("recommendation", recommended),
                new ReviewView.Requirement(
                        "comment", !recommended || !VerdictForm.lacksReason(draft, source)),
                new ReviewView.Requirement(
                        "contradiction", !recommended || !VerdictForm.contradicts(draft, source)),
                new ReviewView.Requirement("kind", !VerdictForm.lacksKind(draft)),
                new ReviewView.Requirement(
                        "words", VerdictForm.lackingWords(draft, source).isEmpty()),
                new ReviewView.Requirement("password", signingUntil != null));
    }

    static ReadRounds.Slot slot(UUID task, ReadRounds.Round round) {
        return round.slots().stream()
                .filter(slot -> slot.task().id().equals(task))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    static boolean isHeldBy(Person person, TaskView task) {
        return task.holder() != null && task.holder().username().equals(person.username());
    }
}
