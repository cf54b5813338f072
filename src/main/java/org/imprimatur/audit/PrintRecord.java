package org.imprimatur.audit;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Audience;
import org.imprimatur.article.source.ContentHash;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.log.SignedCheckpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The record of one article on paper: its texts, its rounds, each signature with everything that belongs to one, and what
 * happened. All of it is told by the trail's entries, held against the signed tree as it is printed; the tables are only
 * compared with them.
 */
@Component
class PrintRecord {

    private static final String FONTS = "audit/fonts/";
    private static final String STYLE = "audit/record-sheet.css";
    private static final int AT_ONCE = 500;

    private static final int REGULAR = 400;
    private static final int BOLD = 600;

    private final ITemplateEngine templates;
    private final Trail trail;
    private final EntryMarks marks;
    private final Coverage coverage;
    private final SourceParser parser;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    PrintRecord(
            ITemplateEngine templates,
            Trail trail,
            EntryMarks marks,
            Coverage coverage,
            SourceParser parser,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.templates = templates;
        this.trail = trail;
        this.marks = marks;
        this.coverage = coverage;
        this.parser = parser;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @param under the checkpoint that the entries are held against */
    byte[] pdf(Article article, Instant at, Optional<SignedCheckpoint> under, Locale locale)
            throws IOException {
        var context = new Context(locale);
        context.setVariable("page", snapshot.execute(_ -> sheet(article, at, under)));
        var html = templates.process("audit/record-sheet", context);
        var out = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                .useFont(() -> font("inter-400.ttf"), "Inter", REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> font("inter-600.ttf"), "Inter", BOLD, FontStyle.NORMAL, true)
                .useFont(
                        () -> font("source-serif-4-600.ttf"),
                        "Source Serif 4",
                        BOLD,
                        FontStyle.NORMAL,
                        true)
                .usePdfUaAccessibility(true)
                .withProducer("Imprimatur")
                .withHtmlContent(html, new ClassPathResource(STYLE).getURL().toString())
                .toStream(out)
                .run();
        return out.toByteArray();
    }

    private static InputStream font(String name) {
        try {
            return new ClassPathResource(FONTS + name).getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one transaction, so that entries and tables are of the same moment. */
    private RecordSheet sheet(Article article, Instant at, Optional<SignedCheckpoint> under) {
        var id = article.id();
        var told = new RecordFold(coverage.ever(List.of(id.value())));
        var held = read(TrailFilter.of(id.value()), under, told);
        var tables = tables(id);
        var text = text(id, told.newestText());
        return new RecordSheet(
                text.map(ArticleSource::question).orElse(null),
                text.map(ArticleSource::language).orElse("en"),
                text.map(ArticleSource::slug).orElse(tables.slug()),
                text.map(found -> found.audience().label()).orElse(null),
                told.status(),
                RecordFold.time(at),
                held,
                told.pending(),
                told.broken(),
                told.withdrawn(),
                told.otherwise(
                        tables.status(),
                        text.filter(_ -> told.isNewestTold()).map(tables::heads).orElse(Map.of()),
                        tables.texts(),
                        tables.rounds()),
                told.texts(),
                told.rounds(),
                told.events(),
                told.hasMore());
    }

    /** @return how many entries the checkpoint has that they were held against */
    private long read(TrailFilter filter, Optional<SignedCheckpoint> under, RecordFold told) {
        var after = -1L;
        var held = 0L;
        List<Trail.Entry> some;
        do {
            some = trail.between(filter, Meant.ANYTHING, after, Long.MAX_VALUE, AT_ONCE);
            var found = marks.under(under, some.stream().map(Trail.Entry::seq).toList());
            some.forEach(
                    entry -> told.take(entry, Objects.requireNonNull(found.of().get(entry.seq()))));
            held = found.size();
            after = some.isEmpty() ? after : some.getLast().seq();
        } while (some.size() == AT_ONCE);
        return held;
    }

    /** What a text says of itself, if it has the hash that the entries tell. */
    private Optional<ArticleSource> text(ArticleId article, RecordSheet.@Nullable Text told) {
        return told == null
                ? Optional.empty()
                : jdbc.sql("SELECT source FROM revision WHERE article_id = ? AND number = ?")
                        .params(article.value(), told.number())
                        .query(byte[].class)
                        .optional()
                        .filter(source -> ContentHash.of(source).hex().equals(told.contentHash()))
                        .map(source -> parser.parse(source).article());
    }

    /** What the entries, and the text that they tell, are compared with. */
    private record Tables(
            String status,
            String question,
            String slug,
            String audience,
            NavigableMap<Integer, String> texts,
            NavigableMap<Integer, String> rounds) {

        private Map<String, Map.Entry<String, String>> heads(ArticleSource text) {
            var heads = new LinkedHashMap<String, Map.Entry<String, String>>();
            heads.put("question", Map.entry(text.question(), question));
            heads.put("slug", Map.entry(text.slug(), slug));
            heads.put("audience", Map.entry(text.audience().label(), audience));
            return heads;
        }
    }

    private Tables tables(ArticleId article) {
        var texts = new TreeMap<Integer, String>();
        jdbc.sql("SELECT number, content_hash FROM revision WHERE article_id = ? ORDER BY number")
                .param(article.value())
                .query(
                        row -> {
                            texts.put(row.getInt(1), row.getString(2));
                        });
        var rounds = new TreeMap<Integer, String>();
        jdbc.sql(
                        "SELECT number, revision, content_hash, COALESCE(outcome, 'OPEN') FROM review_round WHERE article_id = ?")
                .param(article.value())
                .query(
                        row -> {
                            rounds.put(
                                    row.getInt(1),
                                    RecordFold.round(
                                            row.getInt(2), row.getString(3), row.getString(4)));
                        });
        return jdbc.sql("SELECT status, question, slug, audience FROM article WHERE id = ?")
                .param(article.value())
                .query(
                        (row, _) ->
                                new Tables(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        label(row.getString(4)),
                                        texts,
                                        rounds))
                .single();
    }

    /** A row may have any word. */
    private static String label(String audience) {
        return Arrays.stream(Audience.values())
                .filter(known -> known.name().equals(audience))
                .map(Audience::label)
                .findFirst()
                .orElse(audience);
    }
}
