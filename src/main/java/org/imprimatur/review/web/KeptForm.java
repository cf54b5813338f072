package org.imprimatur.review.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imprimatur.desk.SentForm;
import org.imprimatur.people.KnownDevices;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A review that is sent after its session has ended waits in the next session, and is back on the page once its author
 * has signed in again.
 *
 * <p>Only what a page of ours sent is taken in, by its origin, and only from a browser in which its author has signed in
 * before: nobody else can slip words into a review, and no stranger fills the store. The password is never kept.
 */
@Component
@Order(-110) // around the security filters, whose refusal it answers, and inside the one that
// finds the session
class KeptForm extends OncePerRequestFilter {

    private static final Pattern REVIEW =
            Pattern.compile("/reviewing/([0-9a-f-]{36})/(?:draft|recommendation|correction)");
    private static final Pattern FIELD =
            Pattern.compile(
                    "recommendation|comment|contentHash|version|sections\\[\\d{1,3}]\\.(?:anchor|title|read|kind|comment)");
    private static final String TASK = KeptForm.class.getName() + ".task";
    private static final String AUTHOR = KeptForm.class.getName() + ".author";
    private static final String FIELDS = KeptForm.class.getName() + ".fields.";

    /** A session's attribute holds 64 kB; a review may be longer, so its fields are spread. */
    private static final int CHARACTERS_PER_ATTRIBUTE = 12_000;

    private static final int MOST_CHARACTERS = 400_000;

    private final KnownDevices devices;

    KeptForm(KnownDevices devices) {
        this.devices = devices;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader("X-Requested-With") != null
                || !REVIEW.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (CsrfException ended) {
            var review = REVIEW.matcher(request.getRequestURI());
            if (!SentForm.isFromOurPage(request)
                    || !review.matches()
                    || !keep(request, review.group(1))) {
                throw ended;
            }
            response.sendRedirect("/reviewing/" + review.group(1));
        }
    }

    /** @return false where something of it would be lost: then it is refused as a whole, and the browser still has it */
    private boolean keep(HttpServletRequest request, String task) {
        var author = request.getParameter("author");
        var fields = new HashMap<String, String>();
        var length = 0;
        for (var field : request.getParameterMap().entrySet()) {
            if (FIELD.matcher(field.getKey()).matches()) {
                var value = field.getValue()[0];
                var size = size(field.getKey(), value);
                if (size > CHARACTERS_PER_ATTRIBUTE) {
                    return false;
                }
                length += size;
                fields.put(field.getKey(), value);
            }
        }
        if (author == null || length > MOST_CHARACTERS || !devices.knows(request, author)) {
            return false;
        }
        var browser = request.getSession();
        forget(browser);
        browser.setAttribute(TASK, task);
        browser.setAttribute(AUTHOR, author);
        spread(fields, browser);
        return true;
    }

    private static void spread(Map<String, String> fields, HttpSession browser) {
        var chunk = new HashMap<String, String>();
        var length = 0;
        var number = 0;
        for (var field : fields.entrySet()) {
            var size = size(field.getKey(), field.getValue());
            if (length + size > CHARACTERS_PER_ATTRIBUTE) {
                browser.setAttribute(FIELDS + number++, chunk);
                chunk = new HashMap<>();
                length = 0;
            }
            chunk.put(field.getKey(), field.getValue());
            length += size;
        }
        browser.setAttribute(FIELDS + number, chunk);
    }

    private static int size(String name, String value) {
        return name.length() + value.length();
    }

    /** What this person had typed into this review when the session ended; null if nothing waits. */
    static @Nullable VerdictForm of(HttpSession browser, UUID task, Person person) {
        if (!task.toString().equals(browser.getAttribute(TASK))
                || !person.username().equals(browser.getAttribute(AUTHOR))) {
            return null;
        }
        var fields = new HashMap<String, String>();
        for (var number = 0;
                browser.getAttribute(FIELDS + number) instanceof Map<?, ?> chunk;
                number++) {
            chunk.forEach((name, value) -> fields.put(name.toString(), value.toString()));
        }
        return new VerdictForm(
                fields.get("recommendation"),
                fields.get("comment"),
                fields.get("contentHash"),
                null,
                fields.get("version"),
                null,
                sections(fields));
    }

    private static List<VerdictForm.Typed> sections(Map<String, String> fields) {
        var sections = new ArrayList<VerdictForm.Typed>();
        for (var index = 0; fields.containsKey("sections[" + index + "].anchor"); index++) {
            var section = "sections[" + index + "].";
            sections.add(
                    new VerdictForm.Typed(
                            fields.get(section + "anchor"),
                            fields.get(section + "title"),
                            fields.get(section + "read"),
                            fields.get(section + "kind"),
                            fields.get(section + "comment")));
        }
        return sections;
    }

    static void forget(HttpSession browser) {
        if (browser.getAttribute(TASK) == null) {
            return;
        }
        browser.removeAttribute(TASK);
        browser.removeAttribute(AUTHOR);
        for (var number = 0; browser.getAttribute(FIELDS + number) != null; number++) {
            browser.removeAttribute(FIELDS + number);
        }
    }
}
