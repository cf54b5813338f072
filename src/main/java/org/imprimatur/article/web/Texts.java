package org.imprimatur.article.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.Revision;
import org.imprimatur.article.source.ArticleRenderer;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Author;
import org.imprimatur.article.source.InvalidSource;
import org.imprimatur.article.source.Origin;
import org.imprimatur.article.source.Reference;
import org.imprimatur.article.source.RenderedReference;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.article.source.SourceTooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads stored texts for pages: the one place that turns a revision into what is shown. */
@Component
public class Texts {

    private final SourceParser parser;
    private final ArticleRenderer renderer;

    Texts(SourceParser parser, ArticleRenderer renderer) {
        this.parser = parser;
        this.renderer = renderer;
    }

    /** What a text says about itself. */
    public ArticleSource read(byte[] source) {
        return parser.parse(source).article();
    }

    public ArticleSource read(Revision revision) {
        return read(revision.source());
    }

    /**
     * What a source that nobody has saved yet would look like.
     *
     * @param say a sentence in the reader's language
     */
    public SeenView seen(String source, Function<Sentence, String> say) {
        try {
            return new SeenView(List.of(), show(read(source.getBytes(StandardCharsets.UTF_8))));
        } catch (InvalidSource invalid) {
            return new SeenView(
                    invalid.problems().stream()
                            .map(problem -> ProblemView.of(problem, say.apply(problem.message())))
                            .toList(),
                    null);
        } catch (SourceTooLarge tooLarge) {
            return new SeenView(List.of(ProblemView.ofWhole(say.apply(tooLarge.sentence()))), null);
        }
    }

    public TextView show(ArticleSource source) {
        var rendered = renderer.render(source);
        return new TextView(
                source.language(),
                generatedBy(source),
                rendered.sections().stream()
                        .map(
                                section ->
                                        new TextView.Section(
                                                section.anchor(),
                                                section.kind().name(),
                                                section.title(),
                                                section.html()))
                        .toList(),
                rendered.references().stream().map(Texts::show).toList());
    }

    /** Name and version of the system that wrote the text; null if a person did. */
    public static @Nullable String generatedBy(ArticleSource source) {
        return source.origin() instanceof Origin.Generated(var system) ? system : null;
    }

    private static TextView.Reference show(RenderedReference rendered) {
        var reference = rendered.reference();
        return new TextView.Reference(
                reference.number(),
                reference.kind().name(),
                authors(reference.authors()),
                reference.title(),
                origin(reference),
                reference.doi(),
                reference.pmid(),
                reference.setId(),
                reference.url(),
                rendered.backLinks());
    }

    private static @Nullable String authors(List<Author> authors) {
        if (authors.isEmpty()) {
            return null;
        }
        var first = authors.getFirst();
        var name = first.given() == null ? first.family() : first.family() + " " + first.given();
        return authors.size() > 1 ? name + ", et al." : name + ".";
    }

    /** As journals are cited in medicine: {@code Ann Oncol 2021;32(12):1475-1495}. */
    private static @Nullable String origin(Reference reference) {
        var year = reference.issued() == null ? null : reference.issued().substring(0, 4);
        var when =
                Stream.of(reference.containerTitle(), year)
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" "));
        var volume = reference.volume() == null ? "" : ";" + reference.volume();
        var issue = reference.issue() == null ? "" : "(" + reference.issue() + ")";
        var pages = reference.page() == null ? "" : ":" + reference.page();
        var whole = when + volume + issue + pages;
        return whole.isEmpty() ? null : whole;
    }
}
