package org.imprimatur.audit;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.imprimatur.article.Article;
import org.imprimatur.article.ArticleId;
import org.imprimatur.review.ReadRounds;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The record of one article on paper: its texts, its rounds, each signature with everything that belongs to one, and what
 * happened. Signatures and events are those of the trail, not of the tables.
 */
@Component
class PrintRecord {

    private static final String FONTS = "audit/fonts/";
    private static final String STYLE = "audit/record-sheet.css";
    private static final int AT_ONCE = 500;

    /** One page holds about thirty; nobody reads more of them on paper, and all of them must fit into memory. */
    private static final int MOST_EVENTS = 3_000;

    private static final int REGULAR = 400;
    private static final int BOLD = 600;

    private static final Set<String> SIGNED = Set.of("RECOMMENDED", "CORRECTED", "DECIDED");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ITemplateEngine templates;
    private final ReadRounds rounds;
    private final Trail trail;
    private final JdbcClient jdbc;

    PrintRecord(ITemplateEngine templates, ReadRounds rounds, Trail trail, JdbcClient jdbc) {
        this.templates = templates;
        this.rounds = rounds;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    byte[] pdf(Article article, Instant at, Locale locale) throws IOException {
        var context = new Context(locale);
        context.setVariable("page", sheet(article, at));
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

    private RecordSheet sheet(Article article, Instant at) {
        var events = events(TrailFilter.of(article.id().value()));
        return new RecordSheet(
                article.question(),
                language(article.id()),
                article.slug(),
                article.audience().label(),
                article.status().name(),
                TIME.format(at),
                revisions(article.id()),
                rounds.of(article.id()).stream().map(round -> round(round, events)).toList(),
                events.stream().map(PrintRecord::event).toList(),
                events.size() == MOST_EVENTS);
    }

    private String language(ArticleId article) {
        return jdbc.sql(
                        "SELECT language FROM revision WHERE article_id = ? ORDER BY number DESC LIMIT 1")
                .param(article.value())
                .query(String.class)
                .single();
    }

    private List<RecordSheet.Text> revisions(ArticleId article) {
        return jdbc.sql(
                        "SELECT number, created_at, content_hash FROM revision WHERE article_id = ? ORDER BY number DESC")
                .param(article.value())
                .query(
                        (row, _) ->
                                new RecordSheet.Text(
                                        row.getInt(1),
                                        TIME.format(
                                                row.getObject(2, LocalDateTime.class)
                                                        .toInstant(ZoneOffset.UTC)),
                                        row.getString(3)))
                .list();
    }

    private List<Trail.Entry> events(TrailFilter filter) {
        var events = new ArrayList<Trail.Entry>();
        List<Trail.Entry> some;
        do {
            some =
                    trail.between(
                            filter,
                            Meant.ANYTHING,
                            events.isEmpty() ? -1L : events.getLast().seq(),
                            Long.MAX_VALUE,
                            AT_ONCE);
            events.addAll(some);
        } while (some.size() == AT_ONCE && events.size() < MOST_EVENTS);
        return events;
    }

    private RecordSheet.Round round(ReadRounds.Round round, List<Trail.Entry> events) {
        var signed =
                events.stream()
                        .filter(entry -> Objects.equals(entry.round(), round.number()))
                        .filter(PrintRecord::isSigned)
                        .toList();
        var closedAt = round.closedAt();
        return new RecordSheet.Round(
                round.number(),
                round.revision(),
                round.contentHash(),
                round.policyVersion(),
                TIME.format(round.openedAt()),
                closedAt == null ? null : TIME.format(closedAt),
                round.outcome() == null ? "OPEN" : round.outcome().name(),
                signed.stream().map(entry -> signature(entry, isFollowed(entry, signed))).toList());
    }

    /** A rule decides too, and signs nothing. */
    private static boolean isSigned(Trail.Entry entry) {
        return SIGNED.contains(entry.action()) && !entry.isByTheProcess();
    }

    private static boolean isFollowed(Trail.Entry entry, List<Trail.Entry> signed) {
        return entry.actor() != null
                && signed.stream()
                        .anyMatch(
                                later ->
                                        later.seq() > entry.seq()
                                                && later.action().equals("CORRECTED")
                                                && entry.actor().equals(later.actor())
                                                && Objects.equals(
                                                        entry.subject(), later.subject()));
    }

    private static RecordSheet.Signature signature(Trail.Entry entry, boolean superseded) {
        var signature = entry.signature();
        return new RecordSheet.Signature(
                entry.seq(),
                signature.map(PrintRecord::moment).orElse(entry.at().toString()),
                entry.details().get("name"),
                entry.actor(),
                entry.role(),
                entry.subject(),
                entry.meaning(),
                entry.contentHash(),
                words(entry.reason()),
                superseded,
                signature.map(EntrySignature::text).orElse(null));
    }

    private static String moment(EntrySignature given) {
        return given.zone() == null
                ? given.signedAt().toString()
                : given.signedAt() + ", " + given.zone();
    }

    private static RecordSheet.Event event(Trail.Entry entry) {
        return new RecordSheet.Event(
                entry.seq(),
                TIME.format(entry.at()),
                entry.actor(),
                entry.role(),
                entry.action(),
                entry.revision(),
                entry.moves() ? entry.to() : null,
                isSigned(entry) ? null : words(entry.reason()));
    }

    private static @Nullable String words(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
