package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Windows of a real Chromium. Everything that its console says and every breach of the content security policy is collected; a test
 * ends with {@link #assertQuiet}.
 */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Chromium's console notes each form that a page gives back with what is wrong in it. */
    private static final String REFUSED_FORM = "the server responded with a status of 422 ()";

    /** One for the whole virtual machine, since to start it takes longer than most of what is done in it. */
    private static final class Started {

        static final com.microsoft.playwright.Browser CHROMIUM = launch();

        private static com.microsoft.playwright.Browser launch() {
            return Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(Browser.CHROMIUM)
                                    .setArgs(
                                            List.of(
                                                    "--no-sandbox",
                                                    "--disable-gpu",
                                                    "--disable-quic",
                                                    "--no-first-run",
                                                    "--disable-background-networking",
                                                    "--disable-component-update",
                                                    "--disable-sync")));
        }
    }

    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser() {}

    /** Aborts the test where there is no browser, in plain words; on a build server that is a failure. */
    static Browser open() {
        if (!Boolean.getBoolean("imprimatur.browser.present")) {
            var sentence =
                    "Not run, because there is no " + CHROMIUM + ": the tests in a real browser.";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(sentence + " With CI=true that fails the build.");
            }
            System.out.println(sentence);
            Assumptions.abort(sentence);
        }
        return new Browser();
    }

    /** A browser window of its own, with its own cookies. */
    Page window(String baseUrl) {
        return window(new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL(baseUrl));
    }

    Page windowWithoutScript(String baseUrl) {
        return window(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(baseUrl)
                        .setJavaScriptEnabled(false));
    }

    private Page window(com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = Started.CHROMIUM.newContext(options.setLocale("en-GB").setTimezoneId("UTC"));
        windows.add(context);
        context.setDefaultTimeout(20_000);
        var page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (List.of("error", "warning").contains(message.type())
                            && !message.text().endsWith(REFUSED_FORM)) {
                        complaints.add(page.url() + ": " + message.text());
                    }
                });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** No barrier on this page that axe can find. */
    static void assertAccessible(Page page) {
        var violations =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations();
        assertThat(violations)
                .as(page.url())
                .extracting(violation -> violation.getId() + ": " + violation.getHelp())
                .isEmpty();
    }

    void assertQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
