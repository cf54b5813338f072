package org.imprimatur.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import org.imprimatur.api.Prose;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.audit.Annotations;
import org.imprimatur.audit.EntryMarks;
import org.imprimatur.audit.ReadTrail;
import org.imprimatur.audit.SupersededSignatures;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** One entry, and what auditors note beside it. */
@Controller
@RequestMapping("/auditing/entries/{seq}")
class EntryController {

    private static final String PAGE = "audit/entry";

    private final ReadTrail trail;
    private final ReadArticles articles;
    private final EntryMarks marks;
    private final SupersededSignatures superseded;
    private final Annotations annotations;
    private final Words words;

    EntryController(
            ReadTrail trail,
            ReadArticles articles,
            EntryMarks marks,
            SupersededSignatures superseded,
            Annotations annotations,
            Words words) {
        this.trail = trail;
        this.articles = articles;
        this.marks = marks;
        this.superseded = superseded;
        this.annotations = annotations;
        this.words = words;
    }

    record AnnotationForm(@NotBlank @Prose @Nullable String text) {}

    @GetMapping
    String show(@PathVariable long seq, @AuthenticationPrincipal Person person, Model model) {
        model.addAttribute("page", view(seq, person, "", List.of()));
        return PAGE;
    }

    @PostMapping("/annotations")
    String annotate(
            @PathVariable long seq,
            @Valid @ModelAttribute AnnotationForm form,
            BindingResult found,
            @AuthenticationPrincipal Person person,
            HttpServletResponse response,
            Model model) {
        var text = form.text() == null ? "" : form.text();
        var errors =
                text.length() > Annotations.LONGEST
                        ? List.of(words.error("text", "annotate.error.long", Annotations.LONGEST))
                        : words.errors(found);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("page", view(seq, person, text, errors));
            return PAGE;
        }
        annotations.annotate(seq, text.strip(), person);
        return "redirect:/auditing/entries/" + seq;
    }

    private SingleEntryView view(long seq, Person person, String typed, List<FieldError> errors) {
        var entry = trail.one(seq, person).orElseThrow(Refusal::notFound);
        var about = entry.article();
        var seqs = List.of(seq);
        var checked = marks.of(seqs);
        return new SingleEntryView(
                seq,
                about == null ? null : about.toString(),
                Days.ofAll(
                        List.of(entry), about == null ? Map.of() : articles.titles(List.of(about))),
                new BesideView(
                        checked.size(), checked.of(), superseded.among(seqs), annotations.of(seqs)),
                Annotations.LONGEST,
                typed,
                errors);
    }
}
