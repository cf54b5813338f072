package org.imprimatur.article;

import java.time.Clock;
import java.util.Optional;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.source.ParsedSource;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** An editor writes: a first revision, or a newer one. A source that does not parse changes nothing. */
@Service
public class WriteArticle {

    private final SourceParser parser;
    private final Articles articles;
    private final Revisions revisions;
    private final Clock clock;

    WriteArticle(SourceParser parser, Articles articles, Revisions revisions, Clock clock) {
        this.parser = parser;
        this.articles = articles;
        this.revisions = revisions;
        this.clock = clock;
    }

    /**
     * @param source as it came, any line ends
     * @throws org.imprimatur.article.source.InvalidSource with every problem at once
     * @throws Refusal SLUG_TAKEN
     */
    @Transactional
    public Article create(byte[] source, Person editor) {
        requireEditor(editor);
        var parsed = parser.parse(source);
        var slug = parsed.article().slug();
        if (articles.existsBySlug(slug)) {
            throw slugTaken(slug);
        }
        var now = clock.instant();
        try {
            var article =
                    articles.saveAndFlush(
                            new Article(parsed.article(), parsed.hash(), editor, now));
            revisions.save(new Revision(article.id(), 1, parsed, editor.id(), null, now));
            return article;
        } catch (DataIntegrityViolationException raced) {
            throw slugTaken(slug);
        }
    }

    /**
     * Adds a revision to an article whose row is locked.
     *
     * @return the new revision, empty where the text is the newest already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Revision> revise(
            Article article, byte[] source, Person editor, @Nullable String changeNote) {
        article.requireOwner(editor);
        var parsed = parser.parse(source);
        requireSameIdentity(article, parsed);
        if (revisions
                .hash(article.id().value(), article.newestRevision())
                .equals(parsed.hash().hex())) {
            return Optional.empty();
        }
        var now = clock.instant();
        article.revise(parsed.article(), parsed.hash(), editor.as(Role.EDITOR), changeNote, now);
        articles.save(article);
        return Optional.of(
                revisions.save(
                        new Revision(
                                article.id(),
                                article.newestRevision(),
                                parsed,
                                editor.id(),
                                changeNote,
                                now)));
    }

    /** The chief editor lets a rejected article be worked on again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopen(Article article, Person chiefEditor, String reason) {
        var hash =
                new org.imprimatur.article.source.ContentHash(
                        revisions.hash(article.id().value(), article.newestRevision()));
        article.reopen(hash, chiefEditor.as(Role.CHIEF_EDITOR), reason, clock.instant());
        articles.save(article);
    }

    private static void requireEditor(Person person) {
        if (!person.is(Role.EDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.not-an-editor"));
        }
    }

    private static void requireSameIdentity(Article article, ParsedSource parsed) {
        if (!parsed.article().slug().equals(article.slug())) {
            throw Refusal.invalid(Sentence.of("refusal.slug-changed", article.slug()));
        }
        if (parsed.article().audience() != article.audience()) {
            throw Refusal.invalid(
                    Sentence.of(
                            "refusal.audience-changed",
                            Sentence.word(
                                    "audience." + article.audience().label(),
                                    article.audience().label())));
        }
    }

    private static Refusal slugTaken(String slug) {
        return new Refusal(ProblemType.SLUG_TAKEN, Sentence.of("refusal.slug-taken", slug));
    }
}
