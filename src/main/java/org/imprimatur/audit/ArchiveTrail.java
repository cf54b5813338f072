package org.imprimatur.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.Articles;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Revisions;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.TrailExport;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.VerifierKey;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands an inspector everything in one archive that the offline verifier reads: the trail with its checkpoints, every text
 * under its hash, a proof of every approval, the keys, and how to check it all.
 *
 * <p>It is written while it is read, one article and a few hundred entries at a time: of what is written, its name alone is kept for the end.
 */
@Service
public class ArchiveTrail {

    private static final Logger log = LoggerFactory.getLogger(ArchiveTrail.class);

    private static final int AT_ONCE = 200;
    private static final int BUFFER = 1 << 16;
    private static final byte[] NOT_PRINTED =
            "This record could not be printed. All that it would have said is in the trail beside it.\n"
                    .getBytes(StandardCharsets.UTF_8);
    private static final ClassPathResource README = new ClassPathResource("audit/archive.txt");

    private final StoredTrail stored;
    private final PublishedLog published;
    private final ReadArticles articles;
    private final Articles all;
    private final Revisions revisions;
    private final PrintRecord print;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ArchiveTrail(
            StoredTrail stored,
            PublishedLog published,
            ReadArticles articles,
            Articles all,
            Revisions revisions,
            PrintRecord print,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.stored = stored;
        this.published = published;
        this.articles = articles;
        this.all = all;
        this.revisions = revisions;
        this.print = print;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Records that the archive is handed out, and commits that, before its first byte leaves.
     *
     * @param only the article whose texts and payloads are in it; the entries of all others stand there as bare leaves, or
     *     nobody could compute the root that was signed. {@code null} for everything
     * @param locale of the sheets that people read
     * @throws Refusal NOT_ALLOWED to all but auditors, NOT_FOUND where there is no such article
     */
    public Archive of(@Nullable ArticleId only, Person reader, Locale locale) {
        if (!reader.is(Role.AUDITOR)) {
            throw Refusal.notAllowed(Sentence.of("refusal.archive"));
        }
        var filter = only == null ? TrailFilter.ALL : TrailFilter.of(only.value());
        if (only != null) {
            articles.visible(only, reader);
        }
        var entries = stored.end().entries();
        transaction.executeWithoutResult(
                _ ->
                        events.publishEvent(
                                new TrailEvent.Exported(
                                        reader.as(Role.AUDITOR),
                                        filter.toString(),
                                        "ARCHIVE",
                                        entries)));
        // once a checkpoint covers that, too, so that all in the archive stands under one
        var end = stored.signedEnd();
        var checkpoint = readable();
        var keys = published.keys();
        return new Archive(only, keys, checkpoint, end, clock.instant(), locale);
    }

    /** What somebody tampered with is exported all the same, without what would have to be computed from it. */
    private Optional<SignedCheckpoint> readable() {
        try {
            return published.covering();
        } catch (Unreadable damaged) {
            log.error("The newest checkpoint cannot be read", damaged);
            return Optional.empty();
        }
    }

    /** An archive that was recorded as handed out and can now be written. */
    public final class Archive {

        private final @Nullable ArticleId only;
        private final List<PublishedLog.Key> keys;
        private final Optional<SignedCheckpoint> checkpoint;
        private final StoredTrail.End end;
        private final Instant at;
        private final Locale locale;

        private Archive(
                @Nullable ArticleId only,
                List<PublishedLog.Key> keys,
                Optional<SignedCheckpoint> checkpoint,
                StoredTrail.End end,
                Instant at,
                Locale locale) {
            this.only = only;
            this.keys = keys;
            this.checkpoint = checkpoint;
            this.end = end;
            this.at = at;
            this.locale = locale;
        }

        /** Where it fails half way, no directory is written at its end: what was cut off cannot be opened. */
        public void writeTo(OutputStream out) throws IOException {
            @SuppressWarnings("resource") // closing it would make a whole archive of half a one
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            zip.setLevel(Deflater.BEST_SPEED);
            write(zip, "README.txt", readme().getBytes(StandardCharsets.UTF_8));
            write(zip, "keys.txt", lines(keys).getBytes(StandardCharsets.UTF_8));
            if (checkpoint.isPresent()) {
                write(
                        zip,
                        "checkpoint",
                        checkpoint.get().toString().getBytes(StandardCharsets.UTF_8));
            }
            begin(zip, "trail");
            var buffered = new BufferedOutputStream(zip, BUFFER);
            stored.write(
                    new TrailExport.Writer(
                            buffered,
                            keys.stream()
                                    .map(PublishedLog.Key::vkey)
                                    .map(VerifierKey::parse)
                                    .toList(),
                            Cosigning.witnesses(jdbc),
                            end.entries()),
                    end,
                    only);
            buffered.flush();
            zip.closeEntry();
            forEachArticle((id, slug) -> write(zip, id, "articles/" + slug + "/"));
            zip.finish();
        }

        private void write(ZipOutputStream zip, ArticleId article, String folder)
                throws IOException {
            write(zip, article, folder + "record", locale);
            var written = new HashSet<String>();
            for (var number : exported(article)) {
                var revision = revisions.get(article, number);
                if (written.add(revision.contentHash().hex())) {
                    write(zip, folder + revision.contentHash().hex() + ".md", revision.source());
                }
            }
            for (var approved : approved(article)) {
                var proof = proof(article, approved);
                if (proof.isPresent()) {
                    write(
                            zip,
                            folder + "revision-" + approved.revision() + ".tlog-proof",
                            proof.get());
                }
            }
        }

        /** What proves something is worth more than what is pleasant to read: one sheet that fails stops nothing, and says so. */
        private void write(ZipOutputStream zip, ArticleId article, String name, Locale locale)
                throws IOException {
            byte[] pdf;
            try {
                pdf = print.pdf(all.findById(article).orElseThrow(), at, checkpoint, locale);
            } catch (IOException | RuntimeException failed) {
                log.error("The record of {} cannot be printed", article, failed);
                write(zip, name + "-not-printed.txt", NOT_PRINTED);
                return;
            }
            write(zip, name + ".pdf", pdf);
        }

        /** The revisions that the signed part of the trail in the archive tells of; it says of no other text whose it is. */
        private List<Integer> exported(ArticleId article) {
            return jdbc.sql(
                            "SELECT r.number FROM revision r WHERE r.article_id = ? AND EXISTS (SELECT 1 FROM "
                                    + Trail.SCHEMA
                                    + ".payload p JOIN "
                                    + Trail.SCHEMA
                                    + ".leaf l ON l.seq = p.seq WHERE p.article = r.article_id AND p.seq < ?"
                                    + " AND l.action IN ('CREATED', 'REVISED') AND JSON_VALUE(l.bytes, '$.revision') = r.number)"
                                    + " ORDER BY r.number")
                    .params(article.value(), Math.min(end.entries(), end.signed()))
                    .query((row, _) -> row.getInt(1))
                    .list();
        }

        private Optional<byte[]> proof(ArticleId article, Approved approved) {
            try {
                return checkpoint.flatMap(
                        under ->
                                published.proof(
                                        article.value(),
                                        approved.revision(),
                                        approved.contentHash(),
                                        under));
            } catch (IllegalStateException holes) {
                log.error("There is no proof for {}", article, holes);
                return Optional.empty();
            }
        }

        private void forEachArticle(Receiver receiver) throws IOException {
            List<Named> some;
            var after = new UUID(0, 0);
            do {
                some = named(after);
                for (var article : some) {
                    receiver.take(new ArticleId(article.id()), article.slug());
                }
                after = some.isEmpty() ? after : some.getLast().id();
            } while (some.size() == AT_ONCE);
        }

        private List<Named> named(UUID after) {
            return jdbc.sql(
                            "SELECT id, slug FROM article WHERE id > :after AND (:only IS NULL OR id = :only) ORDER BY id LIMIT :limit")
                    .param("after", after)
                    .param("only", only == null ? null : only.value())
                    .param("limit", AT_ONCE)
                    .query((row, _) -> new Named(row.getObject(1, UUID.class), row.getString(2)))
                    .list();
        }

        private String readme() throws IOException {
            return README.getContentAsString(StandardCharsets.UTF_8)
                    .replace("{at}", at.toString())
                    .replace("{entries}", String.valueOf(end.entries()))
                    .replace(
                            "{about}",
                            only == null
                                    ? "every article"
                                    : "article "
                                            + only
                                            + ". Entries about anything else are there as the public log has them: hashes in place of names")
                    .replace("{keys}", lines(keys).strip())
                    .replace("{key}", first().map(PublishedLog.Key::vkey).orElse("KEY"));
        }

        /** Of the present name: it vouches for those that followed it, and for none before. */
        private Optional<PublishedLog.Key> first() {
            return keys.stream()
                    .filter(key -> key.origin().equals(keys.getLast().origin()))
                    .findFirst();
        }

        private void begin(ZipOutputStream zip, String name) throws IOException {
            var entry = new ZipEntry(name);
            entry.setLastModifiedTime(FileTime.from(at));
            zip.putNextEntry(entry);
        }

        private void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
            begin(zip, name);
            zip.write(bytes);
            zip.closeEntry();
        }
    }

    @FunctionalInterface
    private interface Receiver {
        void take(ArticleId id, String slug) throws IOException;
    }

    private record Named(UUID id, String slug) {}

    private record Approved(int revision, String contentHash) {}

    private List<Approved> approved(ArticleId article) {
        return jdbc.sql(
                        "SELECT DISTINCT revision, content_hash FROM approval WHERE article_id = ? ORDER BY revision")
                .param(article.value())
                .query((row, _) -> new Approved(row.getInt(1), row.getString(2)))
                .list();
    }

    private static String lines(List<PublishedLog.Key> keys) {
        return keys.stream().map(key -> key.vkey() + "\n").collect(Collectors.joining());
    }
}
