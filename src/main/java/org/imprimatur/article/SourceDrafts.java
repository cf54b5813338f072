package org.imprimatur.article;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An editor's text while it is being written, kept on the server so that no closed window and no ended session loses it.
 * Private to its editor, overwritten by the next one, and gone when it is saved as a revision: nothing of the record.
 */
@Service
@Transactional
public class SourceDrafts {

    private final JdbcClient jdbc;
    private final Clock clock;

    SourceDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param contentHash of the revision it was written from; null for a text that has none yet */
    public record Draft(
            String source, String changeNote, @Nullable String contentHash, Instant keptAt) {}

    /**
     * @param subject an article, what a reader sent, or the editor's own account for a text that has no article yet
     * @throws org.imprimatur.article.source.SourceTooLarge beyond what a source may have
     */
    public Instant keep(
            Person editor,
            UUID subject,
            String source,
            String changeNote,
            @Nullable String contentHash) {
        var bytes = source.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
        SourceLimits.DEFAULT.require(bytes.length);
        var now = clock.instant();
        jdbc.sql(
                        "REPLACE INTO source_draft (editor, subject, source, change_note, content_hash, kept_at)"
                                + " VALUES (:editor, :subject, :source, :note, :hash, :now)")
                .param("editor", editor.id().value())
                .param("subject", subject)
                .param("source", bytes)
                .param("note", changeNote)
                .param("hash", contentHash)
                .param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        return now;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> of(Person editor, UUID subject) {
        return jdbc.sql(
                        "SELECT source, change_note, content_hash, kept_at FROM source_draft"
                                + " WHERE editor = :editor AND subject = :subject")
                .param("editor", editor.id().value())
                .param("subject", subject)
                .query(
                        (row, _) ->
                                new Draft(
                                        new String(row.getBytes(1), StandardCharsets.UTF_8),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getObject(4, LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)))
                .optional();
    }

    public void drop(Person editor, UUID subject) {
        jdbc.sql("DELETE FROM source_draft WHERE editor = :editor AND subject = :subject")
                .param("editor", editor.id().value())
                .param("subject", subject)
                .update();
    }
}
