package org.imprimatur;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.imprimatur.desk.Languages;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.servlet.support.csrf.CsrfRequestDataValueProcessor;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Every template, filled with samples and read as a browser with a strict content security policy would read it. */
class PagesTests {

    private static final Path PAGES = Path.of("target", "pages");
    private static final String[] MESSAGES = {
        "messages/words",
        "messages/desk",
        "messages/people",
        "messages/public",
        "messages/reviewing",
        "messages/deciding",
        "messages/editing",
        "messages/proposals",
        "messages/auditing",
        "messages/sentences"
    };
    private static final MockServletContext SERVLETS = new MockServletContext();
    private static final StaticWebApplicationContext CONTEXT = new StaticWebApplicationContext();
    private static final SpringTemplateEngine ENGINE = new SpringTemplateEngine();

    private static final ThymeleafViewResolver VIEWS = new ThymeleafViewResolver();

    @BeforeAll
    static void prepare() throws IOException {
        Files.createDirectories(PAGES);
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(MESSAGES);
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        CONTEXT.setServletContext(SERVLETS);
        CONTEXT.registerSingleton("requestDataValueProcessor", CsrfRequestDataValueProcessor.class);
        CONTEXT.refresh();
        var templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        ENGINE.setTemplateResolver(templates);
        ENGINE.setTemplateEngineMessageSource(messages);
        VIEWS.setApplicationContext(CONTEXT);
        VIEWS.setServletContext(SERVLETS);
        VIEWS.setTemplateEngine(ENGINE);
        VIEWS.setCharacterEncoding("UTF-8");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isFitToBeSent(SamplePages.Page page, Locale language) throws Exception {
        var html = render(page, language);
        var document = Jsoup.parse(html);

        assertThat(document.select("h1")).as("one heading of the first level").hasSize(1);
        assertThat(document.select("main")).as("one main landmark").hasSize(1);
        assertThat(document.select("html").attr("lang")).isEqualTo(language.getLanguage());
        assertThat(document.title()).isNotBlank();
        assertThat(html).as("a message without its text").doesNotContain("??");
        assertThat(html).as("a template attribute left over").doesNotContain("th:");
        assertThat(document.select("[style], style, script:not([src])"))
                .as("what the content security policy would refuse")
                .isEmpty();
        assertThat(eventAttributes(document)).isEmpty();
        assertThat(document.select("input:not([type=hidden]), textarea, select"))
                .allSatisfy(
                        field ->
                                assertThat(label(document, field))
                                        .as("label of %s", field)
                                        .isNotBlank());
        assertThat(document.select("form[method=post]:not([action=/language])"))
                .allSatisfy(
                        form ->
                                assertThat(form.select("input[name=_csrf]"))
                                        .as("token in %s", form)
                                        .hasSize(1));
        assertThat(document.select("[maxlength]")).as("what cuts a text without a word").isEmpty();
        assertThat(document.select("[data-errors] > .plain-list a:not([href=#source])"))
                .allSatisfy(error -> standsBesideItsField(document, error));
        assertThat(document.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(referencedIds(document))
                .allSatisfy(
                        id -> assertThat(document.getElementById(id)).as("#%s", id).isNotNull());
        assertThat(document.select("a, button"))
                .allSatisfy(
                        control ->
                                assertThat(control.text() + control.attr("aria-label"))
                                        .as("name of %s", control)
                                        .isNotBlank());
    }

    @Test
    void keepsAnUnapprovedTextFromSearchEngines() throws Exception {
        assertThat(page("article-under-review").select("meta[name=robots][content=noindex]"))
                .hasSize(1);
        assertThat(page("article-approved").select("meta[name=robots]")).isEmpty();
    }

    @Test
    void neverClaimsAReviewThatHasNotHappened() throws Exception {
        for (var name : List.of("article-submitted", "article-under-review", "article-changes")) {
            var text = page(name).select("main").text();
            assertThat(text)
                    .contains("Educational purpose only. Exercise caution: ")
                    .contains("Not approved");
            assertThat(text).doesNotContain("Medically reviewed");
        }
        assertThat(page("article-proof-pending").select("main").text())
                .contains("Approved by the board on 28 May 2025, proof pending.")
                .doesNotContain("Medically reviewed");
        assertThat(page("article-approved").select("main").text())
                .contains(
                        "Medically reviewed by Ravi Menon and a board member (oncology) on 28 May 2025.")
                .doesNotContain("Exercise caution");
    }

    @Test
    void saysTheSameInBadgeAndStepper() throws Exception {
        for (var name :
                List.of(
                        "article-submitted",
                        "article-under-review",
                        "article-changes",
                        "article-approved",
                        "article-proof-pending",
                        "article-rejected")) {
            var page = page(name);
            assertThat(page.select(".top .status").text())
                    .isEqualTo(page.select(".steps [aria-current=step] strong").text());
        }
    }

    @Test
    void showsNoTextOfARejectedArticle() throws Exception {
        assertThat(page("article-rejected").select(".prose, .references")).isEmpty();
    }

    @Test
    void signsTheHashThatIsShown() throws Exception {
        var review = page("review");
        assertThat(review.select("#verdict input[name=contentHash]").val())
                .isEqualTo(review.select(".signing .hash").text());
    }

    @Test
    void saysWhyADecisionIsNotAllowed() throws Exception {
        var refused = page("decisions").select("input[name=decision][disabled]");
        assertThat(refused).hasSize(1);
        assertThat(page("decisions").select("#" + refused.attr("aria-describedby")).text())
                .isEqualTo("A rejection stands, so this revision cannot be approved.");
    }

    @Test
    void namesTheKeyBesideThePasswordWhereOneCanSign() throws Exception {
        assertThat(page("review").select("[data-unmet=password]").text())
                .isEqualTo("your password or passkey");
    }

    @Test
    void promisesNothingThatIsNotThereWhileAProofIsPending() throws Exception {
        assertThat(page("check").select("main").text())
                .contains("with the files below", "1. Fetch", "2. Run");
        assertThat(page("check-pending").select("main").text())
                .doesNotContain("the files below", "1. ", "the command names");
        assertThat(page("check-nothing").select("main").text())
                .as("nothing about a witness that nobody asked for")
                .doesNotContain("no witness cosigns");
    }

    @Test
    void savesEachFileUnderTheNameThatTheCommandGives() throws Exception {
        var check = page("check");
        assertThat(check.select("a[download]").eachAttr("download"))
                .containsExactly(
                        "verifier.jar",
                        "a-4.md",
                        "a-4.tlog-proof",
                        "imprimatur-keys.txt",
                        "checkpoint");
        assertThat(check.select(".console").text()).contains("a-4.md a-4.tlog-proof");
    }

    @Test
    void offersAProofWhereSomethingWasApproved() throws Exception {
        assertThat(page("record").select("main").text()).contains("Check it yourself");
        assertThat(page("record-in-review").select("main").text())
                .doesNotContain("Check it yourself");
    }

    @Test
    void saysWhatARedactionDoesNotReach() throws Exception {
        assertThat(page("redactions-none").select("[role=status]").text())
                .isEqualTo(
                        "Redacted. The account and what the trail tells of the person are gone. Names inside the text of an article, in what others signed and in what was exported before stay; so does a name of one word in what others wrote.");
    }

    @Test
    void printsTheAddressOfARecordAndTheDay() throws Exception {
        assertThat(page("record").select(".imprint").text())
                .contains(
                        "https://imprimatur.example/articles/" + SamplePages.SLUG + "/record",
                        "2025");
    }

    @Test
    void tellsWhatAComparisonWithoutTheKeyIsWorth() throws Exception {
        assertThat(page("checkpoints-consistent").select(".compared").text())
                .contains("no key, no signature", "verify --key");
    }

    private static Stream<Arguments> pages() {
        return SamplePages.all().stream()
                .flatMap(
                        page ->
                                Languages.SPOKEN.stream()
                                        .map(language -> Arguments.of(page, language)));
    }

    private static Document page(String name) throws Exception {
        return Jsoup.parse(render(SamplePages.named(name), Locale.ENGLISH));
    }

    private static String render(SamplePages.Page page, Locale language) throws Exception {
        var view = VIEWS.resolveViewName(page.template(), language);
        var request = new MockHttpServletRequest(SERVLETS);
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, CONTEXT);
        request.setAttribute(
                DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(language));
        request.setAttribute(
                CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token"));
        var response = new MockHttpServletResponse();
        var model = new HashMap<String, Object>();
        model.put("page", page.page());
        if (page.viewer() != null) {
            model.put("viewer", page.viewer());
        }
        requireNonNull(view).render(model, request, response);
        var html = response.getContentAsString(UTF_8);
        Files.writeString(
                PAGES.resolve(page.name() + "." + language.getLanguage() + ".html"), html);
        return html;
    }

    /** The summary at the top is not always in view of whoever mends the field; of a source it names lines. */
    private static void standsBesideItsField(Document document, Element error) {
        var field = document.getElementById(error.attr("href").substring(1));
        if (field != null && field.is("input, textarea")) {
            var beside =
                    Stream.of(field.attr("aria-describedby").split(" "))
                            .map(document::getElementById)
                            .filter(Objects::nonNull)
                            .map(Element::text);
            assertThat(beside).as("beside #%s", field.id()).contains(error.text());
            assertThat(field.attr("aria-invalid")).as("#%s", field.id()).isEqualTo("true");
        }
    }

    private static List<String> eventAttributes(Document document) {
        return document.getAllElements().stream()
                .flatMap(element -> element.attributes().asList().stream())
                .map(attribute -> attribute.getKey())
                .filter(key -> key.startsWith("on"))
                .toList();
    }

    private static String label(Document document, Element field) {
        return document.select("label[for=" + field.id() + "]").text();
    }

    /** Everything that a label, a description or a link on the same page points to. */
    private static List<String> referencedIds(Document document) {
        return Stream.of(
                        document.select("label[for]").eachAttr("for"),
                        document.select("[aria-describedby]").eachAttr("aria-describedby"),
                        document.select("[aria-labelledby]").eachAttr("aria-labelledby"),
                        document.select("[form]").eachAttr("form"),
                        document.select("a[href^=#]").eachAttr("href").stream()
                                .map(href -> href.substring(1))
                                .toList())
                .flatMap(List::stream)
                .flatMap(ids -> Stream.of(ids.split(" ")))
                .toList();
    }
}
