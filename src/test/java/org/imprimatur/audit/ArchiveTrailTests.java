package org.imprimatur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.imprimatur.Cast;
import org.imprimatur.Story;
import org.imprimatur.SystemTest;
import org.imprimatur.article.Article;
import org.imprimatur.article.Articles;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Revisions;
import org.imprimatur.article.source.SourceParser;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.people.Person;
import org.imprimatur.people.ProvePerson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.thymeleaf.ITemplateEngine;

/** What becomes of an archive when a part of it fails, or its receiver is gone. */
@SystemTest
class ArchiveTrailTests {

    @Autowired Story story;
    @Autowired StoredTrail stored;
    @Autowired PublishedLog published;
    @Autowired ReadArticles articles;
    @Autowired Articles all;
    @Autowired Revisions revisions;
    @Autowired ITemplateEngine templates;
    @Autowired Trail trail;
    @Autowired EntryMarks marks;
    @Autowired Coverage coverage;
    @Autowired SourceParser parser;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired ApplicationEventPublisher events;
    @Autowired PlatformTransactionManager transactions;
    @Autowired DataSource database;

    private final List<UUID> printed = new ArrayList<>();

    @Test
    void isWholeWithoutASheetThatCannotBePrintedAndSaysSo() throws IOException {
        var broken = story.article().submit();
        var out = new ByteArrayOutputStream();

        archive(broken).of(null, otto(), Locale.ENGLISH).writeTo(out);

        var names = names(out.toByteArray());
        var folder = "articles/" + broken.slug + "/";
        assertThat(names)
                .contains(
                        folder + "record-not-printed.txt", folder + broken.hash() + ".md", "trail")
                .doesNotContain(folder + "record.pdf");
        assertThat(names.stream().filter(name -> name.endsWith("/record.pdf")).count())
                .isEqualTo(printed.size());
    }

    @Test
    void endsItsWorkWithTheFirstByteThatNobodyTakes() throws IOException {
        story.article().submit();
        var archive = archive(null).of(null, otto(), Locale.ENGLISH);
        var hungUp =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };

        assertThat(catchThrowable(() -> archive.writeTo(hungUp))).hasMessage("Broken pipe");
        assertThat(printed).isEmpty();
    }

    private ArchiveTrail archive(Story.@Nullable Article broken) {
        var print =
                new PrintRecord(templates, trail, marks, coverage, parser, jdbc, transactions) {
                    @Override
                    byte[] pdf(
                            Article article,
                            Instant at,
                            Optional<SignedCheckpoint> under,
                            Locale locale)
                            throws IOException {
                        if (broken != null && article.slug().equals(broken.slug)) {
                            throw new IllegalStateException("no ink");
                        }
                        printed.add(article.id().value());
                        return new byte[] {1};
                    }
                };
        return new ArchiveTrail(
                stored,
                published,
                articles,
                all,
                revisions,
                print,
                jdbc,
                clock,
                events,
                transactions);
    }

    private Person otto() {
        return ProvePerson.in(database).prove(Cast.OTTO, Cast.PASSWORD).orElseThrow();
    }

    private static List<String> names(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
