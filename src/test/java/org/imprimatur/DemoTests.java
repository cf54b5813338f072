package org.imprimatur;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.imprimatur.people.DemoAccounts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What {@code mvn spring-boot:run} shows a newcomer: the demo as it starts, and the README's own commands on it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DemoTests {

    private static final Path PICTURES = Path.of("src", "docs", "screenshots");
    private static final String FLAGSHIP = "/articles/stage-4-breast-cancer-treatment";

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;

    @Test
    void showsEveryStatusAndSeveralAudiences() {
        assertThat(new TreeSet<>(column("SELECT status FROM article")))
                .containsExactly(
                        "APPROVED",
                        "CHANGES_REQUESTED",
                        "DRAFT",
                        "REJECTED",
                        "SUBMITTED",
                        "UNDER_REVIEW",
                        "WITHDRAWN");
        assertThat(column("SELECT slug FROM article")).hasSize(12);
        assertThat(
                        column(
                                "SELECT audience FROM article WHERE work = 'stage-4-breast-cancer-treatment'"))
                .containsExactlyInAnyOrder("CLINICIANS", "STUDENTS", "PATIENTS");
    }

    /** Each block of commands under its heading, as it stands there, by a shell that stops at the first that fails. */
    @Test
    void answersTheCommandsOfTheReadme(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/bash")) && Files.exists(Path.of("/usr/bin/curl")),
                "Not run, because there is no bash or no curl: the README's tour");
        var tour = new ArrayList<String>();
        tour.add("cd " + folder.toAbsolutePath());
        tour.addAll(blocks("## The same with a script"));
        var script = String.join("\n", tour).replace("localhost:8080", "localhost:" + port);

        var output = run(folder, script);

        assertThat(output)
                .contains("\"status\":\"UNDER_REVIEW\"")
                .contains("\"status\":\"SUBMITTED\"");
    }

    /** {@code mvn test -P screenshots} makes the README's pictures anew. */
    @Test
    @Tag("screenshots")
    void isPictured() throws IOException {
        Files.createDirectories(PICTURES);
        try (var browser = Browser.open()) {
            var reader = browser.window("http://localhost:" + port);
            picture(reader, "list", "/");
            picture(reader, "article", FLAGSHIP + "-students");
            picture(reader, "record", FLAGSHIP + "-students/record");
            var ravi = signedIn(browser, "ravi");
            picture(ravi, "queue", "/reviewing");
            var emil = signedIn(browser, "emil");
            picture(emil, "editor", "/editing");
            var clara = signedIn(browser, "clara");
            picture(clara, "decisions", "/deciding");
            var otto = signedIn(browser, "otto");
            picture(otto, "trail", "/auditing");
            browser.assertQuiet();
        }
    }

    private Page signedIn(Browser browser, String username) {
        var page = browser.window("http://localhost:" + port);
        page.navigate("/sign-in");
        page.locator("#username").fill(username);
        page.locator("#password").fill(DemoAccounts.PASSWORD);
        page.locator("#password").press("Enter");
        page.waitForURL(address -> !address.contains("/sign-in"));
        return page;
    }

    private static void picture(Page page, String name, String address) {
        page.setViewportSize(1280, 800);
        page.navigate(address);
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private List<String> column(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private static List<String> blocks(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf(heading));
        var end = section.indexOf("\n## ", 1);
        var parts = (end < 0 ? section : section.substring(0, end)).split("```");
        var blocks = new ArrayList<String>();
        for (var part = 1; part < parts.length; part += 2) {
            blocks.add(parts[part].strip());
        }
        assertThat(blocks).as(heading).isNotEmpty();
        return blocks;
    }

    private static String run(Path folder, String script) throws Exception {
        var shell =
                new ProcessBuilder("/usr/bin/bash", "-euo", "pipefail", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        shell.getOutputStream().close();
        var output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
