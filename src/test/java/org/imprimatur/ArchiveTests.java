package org.imprimatur;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.imprimatur.log.VerifyCommand;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** The archive that an inspector takes home, checked there by the verifier and by nothing of ours beside it. */
@SystemTest
@Order(1)
class ArchiveTests {

    @Autowired Api api;
    @Autowired Story story;
    @Autowired JdbcClient jdbc;

    @TempDir Path home;

    @Test
    void holdsTheTrailTheTextsAndTheProofsAndVerifiesUnderThePublishedKey() throws IOException {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);
        var archive = download("/exports/trail");

        var verified = verify("--key", key(), archive.toString());

        assertThat(verified).startsWith("OK\n").contains("checkpoints", "newest checkpoint: size");
        try (var zip = new ZipFile(archive.toFile())) {
            var folder = "articles/" + article.slug + "/";
            assertThat(text(zip, folder + article.hash() + ".md")).contains("question:");
            assertThat(text(zip, "keys.txt").strip()).endsWith(key());
            assertThat(text(zip, "README.txt"))
                    .contains("verify --key '" + key() + "'", "every article");
            assertThat(text(zip, "trail")).contains(article.id, "\"EXPORTED\"");
            var proof = home.resolve("proof.tlog-proof");
            Files.writeString(proof, text(zip, folder + "revision-1.tlog-proof"));
            assertThat(verify("--key", key(), proof.toString()))
                    .startsWith("OK\n")
                    .contains("contentHash: " + article.hash());
        }
    }

    @Test
    void printsEachSignatureWithNameRoleTimeMeaningAndHash() throws IOException {
        var article = story.article().mixed(Cast.RAVI, Cast.OLGA);
        article.decide(Cast.CLARA, "REJECT").expect(200);
        var signed = article.rounds().getFirst().get("tasks").get(0).get("signedAt").asString();

        var text = printed(article);

        assertThat(text)
                .contains("Dr Ravi Menon", "reviewer", "oncology", "Approve", "signed at " + signed)
                .contains("Prof Clara Weiss", "chief editor", "Request changes", "Reject ")
                .contains("SHA-256 of the text: " + article.hash())
                .contains("Because of section one", "As discussed")
                .contains("1 / 2", "submitted it");
        assertThat(text.replace(" ", "")).contains("\"meaning\":\"REJECT\"");
    }

    @Test
    void printsWhatMedicineIsWrittenWithAndEmbedsItsFonts() throws IOException {
        var words = "β-Blocker ≥ 5 µg ± 2 für größere Dosen, p ≤ 0,05 – „α₁“";
        var article = story.article().submit();
        article.write(Cast.EDITH, "withdrawal")
                .ifMatch("*")
                .post(Map.of("reason", words))
                .expect(200);

        assertThat(printed(article)).contains(words);
    }

    private String printed(Story.Article article) throws IOException {
        var archive = download("/exports/trail?article=" + article.id);
        try (var zip = new ZipFile(archive.toFile());
                var in =
                        zip.getInputStream(
                                zip.getEntry("articles/" + article.slug + "/record.pdf"));
                var pdf = Loader.loadPDF(in.readAllBytes())) {
            for (var page : pdf.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
                }
            }
            var text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertThat(text).as("words that are missing").doesNotContain("??");
            var size = text(zip, "checkpoint").lines().skip(1).findFirst().orElseThrow();
            assertThat(text.replaceAll("(?<=[0-9]),", ""))
                    .as("the tree of the checkpoint beside it")
                    .contains("in the tree of " + size + " entries");
            return text;
        }
    }

    @Test
    void disclosesOfOneArticleNothingAboutAnother() throws IOException {
        var article = story.article().submit();
        var other = story.article().submit();
        var archive = download("/exports/trail?article=" + article.id);

        assertThat(verify("--key", key(), archive.toString()))
                .startsWith("OK\n")
                .contains("payloads withheld");
        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(text(zip, "trail")).contains(article.id).doesNotContain(other.id);
            assertThat(names(zip)).noneMatch(name -> name.contains("/" + other.slug + "/"));
        }
    }

    @Test
    void isFoundOutWhereATextOrAnEntryWasChanged() throws IOException {
        var article = story.article().submit();
        var archive = download("/exports/trail?article=" + article.id);
        var forged = home.resolve("forged.zip");

        rewrite(archive, forged, "trail", "\"action\":\"SUBMITTED\"", "\"action\":\"SUBMITTEE\"");
        assertThat(verify("--key", key(), forged.toString())).startsWith("LEAF_MISMATCH");
        rewrite(archive, forged, article.hash() + ".md", "question:", "questiom:");
        assertThat(verify("--key", key(), forged.toString())).startsWith("PAYLOAD_MISMATCH");
    }

    /** The lines of the page, run as they stand there, apart from where the files come from. */
    @Test
    void comesWithAPageWhoseCommandSaysOkInAProcessOfItsOwn() throws Exception {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);
        var page =
                HtmlUtils.htmlUnescape(
                        api.anonymously("/articles/" + article.slug + "/check")
                                .get()
                                .expect(200)
                                .text());
        for (var fetch : page.lines().filter(line -> line.contains("curl -fo ")).toList()) {
            var words = fetch.substring(fetch.indexOf("curl")).replaceAll("<.*", "").split(" ");
            var path = words[3].substring(api.uri("").toString().length());
            Files.write(
                    home.resolve(words[2]),
                    api.anonymously(path).get().expect(200).response().body());
        }
        var command =
                page.substring(page.indexOf("java -jar verifier.jar"))
                        .replaceAll("(?s)<.*", "")
                        .replace("'", "")
                        .split(" ");

        var checked = process(command);

        assertThat(checked)
                .startsWith("OK\n")
                .contains("action: APPROVED\n", "revision: 1\n", "contentHash: " + article.hash());
        Files.writeString(home.resolve(article.slug + "-1.md"), "Another text");
        assertThat(process(command)).startsWith("PAYLOAD_MISMATCH");
    }

    private String process(String... command) throws Exception {
        command[0] = ProcessHandle.current().info().command().orElseThrow();
        var process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void isItselfAnEntryAndForAuditorsAlone() {
        var article = story.article().submit();
        var before = exports();

        api.as(Cast.CLARA, "/exports/trail").get().expectProblem(403, "not-allowed");
        api.as(Cast.ADA, "/exports/trail").get().expectProblem(403, "not-allowed");
        assertThat(exports()).isEqualTo(before);
        api.as(Cast.OTTO, "/exports/trail?article=" + article.id).get().expect(200);
        assertThat(exports()).isEqualTo(before + 1);
    }

    private long exports() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM imprimatur_trail.leaf WHERE action = 'EXPORTED' AND JSON_VALUE(bytes, '$.format') = 'ARCHIVE'")
                .query(Long.class)
                .single();
    }

    private Path download(String path) throws IOException {
        var answer = api.as(Cast.OTTO, path).get().expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        return Files.write(home.resolve("archive.zip"), answer.response().body());
    }

    private String key() {
        return api.anonymously("/log/key").get().expect(200).text().lines().toList().getLast();
    }

    private static String verify(String... arguments) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        VerifyCommand.run(
                List.of(arguments),
                stream,
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        return out.toString(UTF_8);
    }

    private static void rewrite(Path from, Path to, String member, String what, String by)
            throws IOException {
        Files.deleteIfExists(to);
        Files.copy(from, to);
        try (var zip = FileSystems.newFileSystem(to);
                Stream<Path> members = Files.walk(zip.getPath("/"))) {
            var found =
                    members.filter(Files::isRegularFile)
                            .filter(path -> path.toString().endsWith("/" + member))
                            .findFirst()
                            .orElseThrow();
            var text = Files.readString(found, ISO_8859_1);
            assertThat(text).contains(what);
            Files.writeString(found, text.replace(what, by), ISO_8859_1);
        }
    }

    private static List<String> names(ZipFile zip) {
        return zip.stream().map(ZipEntry::getName).toList();
    }

    private static String text(ZipFile zip, String member) throws IOException {
        var entry = zip.getEntry(member);
        assertThat(entry).as(() -> member + " in " + names(zip)).isNotNull();
        try (var in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
