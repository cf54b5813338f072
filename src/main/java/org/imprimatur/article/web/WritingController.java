package org.imprimatur.article.web;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.DraftSubjects;
import org.imprimatur.article.SourceDrafts;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps what is being written, and answers with what it looks like: one request for each pause of the writer. */
@Controller
class WritingController {

    private final List<DraftSubjects> subjects;
    private final SourceDrafts drafts;
    private final Texts texts;
    private final Words words;

    WritingController(List<DraftSubjects> subjects, SourceDrafts drafts, Texts texts, Words words) {
        this.subjects = subjects;
        this.drafts = drafts;
        this.texts = texts;
        this.words = words;
    }

    @PostMapping("/editing/drafts/{subject}")
    String keep(
            @PathVariable UUID subject,
            @RequestParam String source,
            @RequestParam(defaultValue = "") @Prose String changeNote,
            @RequestParam(required = false) @Size(max = 64) @Nullable String contentHash,
            @AuthenticationPrincipal Person person,
            Model model) {
        if (subjects.stream().noneMatch(own -> own.includes(subject, person))) {
            throw Refusal.notFound();
        }
        var keptAt = drafts.keep(person, subject, source, changeNote, contentHash);
        model.addAttribute(
                "page",
                new WritingView(
                        subject.toString(), source, texts.seen(source, words::say), keptAt));
        return "article/seen";
    }
}
