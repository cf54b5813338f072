package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A new reviewer in a real browser: made, confirmed by a second administrator, set up, and at home in the own account. */
@SystemTest
class AccountStoryTests {

    private static final String PASSWORD = "seven green tortoises";

    @Autowired Api api;
    @Autowired People people;
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        Cast.account(people, "abel", "Admin abel", Set.of(Role.ADMIN), Set.of(), false);
        browser = Browser.open();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void bringsANewReviewerToTheBoard() {
        tell(true);
    }

    @Test
    void doesSoWithoutScriptToo() {
        tell(false);
    }

    private void tell(boolean script) {
        var username = "story-" + UUID.randomUUID().toString().substring(0, 8);
        var name = script ? "Dr Sto Ry" : "Dr Scri Pless"; // nobody gets another's name
        var ada = signIn(window(script), Cast.ADA, Cast.PASSWORD);
        ada.navigate("/administration");
        follow(ada, "New account");
        ada.locator("#username").fill("Not A Name");
        ada.locator("#name").fill(name);
        ada.locator("#role-REVIEWER").press("Space");
        press(ada, "Create account");
        assertThat(ada.locator("#name").inputValue()).isEqualTo(name);
        assertThat(ada.locator("#role-REVIEWER").isChecked()).isTrue();
        check(ada, script);
        ada.locator("#username").fill(username);
        ada.locator("#specialties").fill("oncology");
        press(ada, "Create account");
        var link = ada.locator("#link").inputValue();
        check(ada, script);

        var abel = signIn(window(script), "abel", Cast.PASSWORD);
        abel.navigate("/administration?q=" + username);
        check(abel, script);
        follow(abel, name);
        abel.waitForNavigation(
                () -> abel.locator("button[aria-label^='Confirm:']").first().press("Enter"));
        assertThat(abel.locator("[role=status]").first().innerText()).contains("Confirmed");

        var reviewer = window(script);
        reviewer.navigate(link);
        check(reviewer, script);
        reviewer.locator("#password").fill(PASSWORD);
        press(reviewer, "Set up");
        signIn(reviewer, username, PASSWORD);
        assertThat(reviewer.url()).endsWith("/reviewing");

        reviewer.navigate("/account");
        check(reviewer, script);
        reviewer.locator("#credentials").fill("MD");
        reviewer.locator("#orcid").fill("0000-0002-1825-0097");
        reviewer.locator("#named").press("Space");
        press(reviewer, "Save");
        assertThat(reviewer.locator("[role=status]").innerText()).contains("Public pages show it");
        reviewer.locator("#label").fill("A script");
        press(reviewer, "Create token");
        assertThat(reviewer.locator("#token").inputValue()).hasSizeGreaterThan(40);
        check(reviewer, script);

        abel.navigate("/administration?q=" + username);
        follow(abel, name);
        abel.locator("#reason").fill("Left the board");
        press(abel, "Disable account");
        assertThat(abel.locator("[role=status]").innerText()).contains("disabled");
        reviewer.navigate("/reviewing");
        assertThat(reviewer.url()).contains("/sign-in");
        assertThat(reviewer.locator("[data-passkey] button").isVisible())
                .as("a button that needs script")
                .isEqualTo(script);
        press(reviewer, "Sign in", () -> fill(reviewer, username, PASSWORD));
        assertThat(reviewer.locator("[role=alert]:visible").innerText())
                .contains("do not belong together");
        browser.assertQuiet();
    }

    private Page window(boolean script) {
        var address = api.uri("").toString();
        return script ? browser.window(address) : browser.windowWithoutScript(address);
    }

    /** Axe is a script itself. */
    private static void check(Page page, boolean script) {
        if (script) {
            Browser.assertAccessible(page);
        }
    }

    private static Page signIn(Page page, String username, String password) {
        page.navigate("/sign-in");
        press(page, "Sign in", () -> fill(page, username, password));
        return page;
    }

    private static void fill(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
    }

    private static void press(Page page, String button, Runnable before) {
        before.run();
        press(page, button);
    }

    private static void press(Page page, String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(true);
        page.waitForNavigation(() -> page.getByRole(AriaRole.BUTTON, named).press("Enter"));
    }

    private static void follow(Page page, String link) {
        var named = new Page.GetByRoleOptions().setName(link);
        page.waitForNavigation(() -> page.getByRole(AriaRole.LINK, named).first().press("Enter"));
    }
}
