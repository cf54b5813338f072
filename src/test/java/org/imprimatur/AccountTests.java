package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imprimatur.people.People;
import org.imprimatur.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Administering accounts, and looking after one's own. */
@SystemTest
@Order(3)
class AccountTests {

    private static final String NEW_PASSWORD = "seven green tortoises";

    @Autowired Api api;
    @Autowired Story story;
    @Autowired People people;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired Invariants invariants;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void enterAdministrators() {
        for (var name : List.of("abel", "amara")) {
            Cast.account(people, name, "Admin " + name, Set.of(Role.ADMIN), Set.of(), false);
        }
    }

    @AfterEach
    void holdTheInvariants() {
        invariants.hold();
    }

    @Test
    void areForAdministratorsAlone() {
        var id = id(Cast.RAVI);
        for (var person : List.of(Cast.EDITH, Cast.RAVI, Cast.CLARA, Cast.OTTO)) {
            var visitor = new Visitor(api).as(person);
            visitor.get("/administration").expect(403);
            visitor.get("/administration/new").expect(403);
            visitor.get("/administration/" + id).expect(403);
            for (var command :
                    List.of(
                            "new",
                            id + "/roles",
                            id + "/specialties",
                            id + "/disabling",
                            id + "/enabling",
                            id + "/set-up-link",
                            "requests/" + UUID.randomUUID() + "/confirmation",
                            "requests/" + UUID.randomUUID() + "/refusal")) {
                visitor.post("/account", "/administration/" + command, Map.of("reason", "No"))
                        .expect(403);
            }
        }
        new Visitor(api).get("/administration").expect(302);
        new Visitor(api).get("/account").expect(302);
        new Visitor(api).as(Cast.ADA).get("/administration/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void areSetUpByALinkThatWorksOnce() {
        var ada = new Visitor(api).as(Cast.ADA);
        var name = fresh("nora");

        var created =
                ada.post(
                                "/administration/new",
                                "/administration/new",
                                Map.of(
                                        "username",
                                        name,
                                        "name",
                                        "Dr Nora Lind",
                                        "specialties",
                                        "oncology",
                                        "role",
                                        "REVIEWER"))
                        .expect(201);

        var link = created.page().select("#link").val().replaceFirst("https?://[^/]*", "");
        assertThat(link).startsWith("/set-up/");
        assertThat(new Visitor(api).signIn(name, "null").location()).contains("failed");
        assertThat(people.active(name)).isEmpty();
        var nora = new Visitor(api);
        nora.post(link, link, Map.of("name", "Dr Nora Lind", "password", "too short")).expect(422);
        var set = Map.of("name", "Dr Nora B. Lind", "password", NEW_PASSWORD);
        assertThat(nora.post(link, link, set).expect(303).location()).isEqualTo("/sign-in?set-up");
        nora.get(link).expect(404);
        nora.signIn(name, NEW_PASSWORD).expect(302);
        assertThat(people.active(name).orElseThrow().roles()).isEmpty();

        confirm("abel", name);

        assertThat(people.active(name).orElseThrow().roles()).containsExactly(Role.REVIEWER);
        nora.get("/reviewing").expect(200);
        assertThat(actions(name))
                .containsExactly(
                        "ACCOUNT_CREATED",
                        "GRANT_REQUESTED",
                        "SET_UP_LINK_MADE",
                        "PASSWORD_CHANGED",
                        "PROFILE_CHANGED",
                        "GRANTED");
        assertFoldsToItsRow(name);
    }

    @Test
    void changeTheirRolesByTwo() {
        var name = reviewer("two");
        var ada = new Visitor(api).as(Cast.ADA);
        var grant = Map.of("kind", "GRANT", "role", "CHIEF_EDITOR");
        ada.post("/administration", at(name) + "/roles", grant).expect(303);
        ada.post("/administration", at(name) + "/roles", grant).expect(422);
        ada.post("/administration", at(Cast.ADA) + "/roles", grant).expect(403);

        assertThat(answer(ada, name, "confirmation").expect(403).text())
                .contains("You asked for this yourself");
        var request = request(name);
        assertThat(new Visitor(api).as("abel").get("/administration").text())
                .contains(name, "asked by Ada Novak", "Decides rounds");
        confirm("abel", name);
        var again =
                new Visitor(api)
                        .as("abel")
                        .post(
                                "/account",
                                "/administration/requests/" + request + "/refusal",
                                Map.of())
                        .expect(409)
                        .page();
        assertThat(again.select("[data-errors]").text()).contains("confirmed this already");

        assertThat(people.active(name).orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.REVIEWER, Role.CHIEF_EDITOR);
        assertThat(actions(name)).endsWith("GRANT_REQUESTED", "GRANTED");
        assertFoldsToItsRow(name);
    }

    /** Whoever can write rows asks in an administrator's name, or makes an answered request wait again. */
    @Test
    void changeNoRoleThatNobodyAskedFor() {
        var name = reviewer("planted");
        var planted = UUID.randomUUID();
        write(
                "INSERT INTO role_request (id, account_id, kind, role, requested_by, requested_at, expires_at, waiting) VALUES (?, ?, 'GRANT', 'ADMIN', ?, ?, ?, 1)",
                planted,
                id(name),
                id(Cast.ADA),
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(7)), ZoneOffset.UTC));
        try {
            assertThat(answer(new Visitor(api).as("abel"), name, "confirmation").expect(403).text())
                    .contains("does not say that ada asked for this");
            assertThat(invariants.violations())
                    .anyMatch(said -> said.contains("request " + planted));
        } finally {
            write("DELETE FROM role_request WHERE id = ?", planted);
        }

        ask(Cast.ADA, name, "GRANT", "ADMIN");
        var declined = request(name);
        answer(new Visitor(api).as("abel"), name, "refusal").expect(303);
        waits(declined, true);
        try {
            answer(new Visitor(api).as("abel"), name, "confirmation").expect(403);
            assertThat(invariants.violations())
                    .anyMatch(said -> said.contains("request " + declined));
        } finally {
            waits(declined, false);
        }
        assertThat(people.active(name).orElseThrow().roles()).containsExactly(Role.REVIEWER);
    }

    private void write(String sql, Object... values) {
        transaction.executeWithoutResult(_ -> jdbc.sql(sql).params(List.of(values)).update());
    }

    private void waits(UUID request, boolean again) {
        write(
                "UPDATE role_request SET waiting = IF(?, 1, NULL), answer = IF(?, NULL, 'DECLINED') WHERE id = ?",
                again,
                again,
                request);
    }

    /** A link without an account makes an administrator. */
    @Test
    void areMadeByNoLinkThatWasPlanted() {
        var secret = "planted-" + UUID.randomUUID();
        write(
                "INSERT INTO set_up_link (token_hash, account_id, created_at, expires_at) VALUES (UNHEX(SHA2(?, 256)), NULL, ?, ?)",
                secret,
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC));
        try {
            new Visitor(api).get("/set-up/" + secret).expect(404);
            assertThat(invariants.violations()).anyMatch(said -> said.contains("set-up link"));
        } finally {
            write("DELETE FROM set_up_link WHERE token_hash = UNHEX(SHA2(?, 256))", secret);
        }
    }

    @Test
    void neverGetARoleForThemselves() {
        var name = admin("self");
        ask(Cast.ADA, name, "GRANT", "AUDITOR");
        var own = new Visitor(api).as(name);

        var request = request(name);

        own.post("/account", "/administration/requests/" + request + "/confirmation", Map.of())
                .expect(403);
        assertThat(people.active(name).orElseThrow().roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void forgetARequestAfterSevenDays() {
        var name = reviewer("late");
        ask(Cast.ADA, name, "GRANT", "EDITOR");
        var request = request(name);
        clock.advance(Duration.ofDays(7).plusSeconds(1));

        var abel = new Visitor(api).as("abel");
        assertThat(
                        abel.post(
                                        "/account",
                                        "/administration/requests/" + request + "/confirmation",
                                        Map.of())
                                .expect(409)
                                .text())
                .contains("Nobody answered this within seven days");

        assertThat(people.active(name).orElseThrow().roles()).containsExactly(Role.REVIEWER);
        ask(Cast.ADA, name, "GRANT", "EDITOR");
    }

    @Test
    void areNotChangedByARequestOfSomebodyWhoIsNoAdministratorAnyMore() {
        var rogue = admin("rogue");
        var name = reviewer("target");
        ask(rogue, name, "GRANT", "ADMIN");
        disable(Cast.ADA, rogue);

        answer(new Visitor(api).as("abel"), name, "confirmation").expect(403);

        assertThat(people.active(name).orElseThrow().roles()).containsExactly(Role.REVIEWER);
    }

    @Test
    void areAnsweredOnceHoweverManyConfirmAtOnce() {
        var name = reviewer("race");
        ask(Cast.ADA, name, "GRANT", "EDITOR");
        var request = request(name);
        var second = List.of("abel", "amara");
        var visitors = second.stream().map(admin -> new Visitor(api).as(admin)).toList();

        var statuses =
                Together.all(
                        visitors.stream()
                                .map(
                                        visitor ->
                                                (java.util.concurrent.Callable<Integer>)
                                                        () ->
                                                                visitor.post(
                                                                                "/account",
                                                                                "/administration/requests/"
                                                                                        + request
                                                                                        + "/confirmation",
                                                                                Map.of())
                                                                        .status())
                                .toList());

        assertThat(statuses).containsExactlyInAnyOrder(303, 409);
        assertThat(actions(name)).filteredOn("GRANTED"::equals).hasSize(1);
    }

    @Test
    void keepAnAdministratorWhenTwoDisableEachOther() {
        var first = admin("left");
        var second = admin("right");
        var one = new Visitor(api).as(first);
        var other = new Visitor(api).as(second);

        var statuses =
                Together.all(
                        List.of(
                                () -> disabling(one, second).status(),
                                () -> disabling(other, first).status()));

        assertThat(statuses).containsOnlyOnce(303);
        assertThat(List.of(first, second))
                .filteredOn(name -> people.active(name).isPresent())
                .hasSize(1);
    }

    @Test
    void endEverythingAtOnceWhenDisabled() {
        var name = reviewer("gone");
        var visitor = new Visitor(api).as(name);
        var article = story.article().submit().claim(0, name);
        var hash = article.hash();
        var signing = api.signingToken(name);

        disable(Cast.ADA, name);

        assertThat(visitor.get("/reviewing").expect(302).location()).startsWith("/sign-in");
        api.as(name, "/tasks").get().expect(401);
        assertThat(count("SELECT COUNT(*) FROM SPRING_SESSION WHERE PRINCIPAL_NAME = ?", name))
                .isZero();
        assertThat(new Visitor(api).signIn(name, Cast.PASSWORD).location()).contains("failed");
        assertThat(article.tasks().getFirst().get("holder").isNull()).isTrue();
        assertThat(article.history().getLast().get("action").asString()).isEqualTo("RELEASED");
        assertThat(article.history().getLast().get("actor").asString()).isEqualTo(Cast.ADA);
        assertThat(signing).isNotBlank();
        article.claimedBy(Cast.RAVI, Cast.OLGA);
        article.recommend(0, Cast.RAVI, "APPROVE").expect(200);
        assertThat(hash).isEqualTo(article.hash());

        new Visitor(api)
                .as(Cast.ADA)
                .post("/administration", at(name) + "/enabling", Map.of("reason", "Is back"))
                .expect(303);
        new Visitor(api).as(name).get("/reviewing").expect(200);
        assertFoldsToItsRow(name);
    }

    @Test
    void loseClaimsWithTheRoleOrTheSpecialty() {
        var name = reviewer("narrow");
        var first = story.article().submit().claim(0, name);
        var ada = new Visitor(api).as(Cast.ADA);

        ada.post("/administration", at(name) + "/specialties", Map.of("specialties", "cardiology"))
                .expect(303);
        assertThat(first.tasks().getFirst().get("holder").isNull()).isTrue();

        ada.post(
                        "/administration",
                        at(name) + "/specialties",
                        Map.of("specialties", "oncology, cardiology"))
                .expect(303);
        first.claim(0, name);
        ask(Cast.ADA, name, "REVOKE", "REVIEWER");
        assertThat(first.tasks().getFirst().get("holder").isNull()).isFalse();
        confirm("abel", name);
        assertThat(first.tasks().getFirst().get("holder").isNull()).isTrue();
        api.as(name, "/tasks/" + first.task(0) + "/claim").post().expect(404);
        assertFoldsToItsRow(name);
    }

    @Test
    void loseLettersWithTheRoleOrTheAccount() {
        clock.advance(Duration.ofMinutes(61)); // everybody here has the same address
        var name = fresh("letters");
        Cast.account(people, name, "Dr " + name, Set.of(Role.EDITOR), Set.of(), false);
        var article = story.article().submit();
        var revoked = taken(article, name);
        ask(Cast.ADA, name, "REVOKE", "EDITOR");
        assertThat(letter(revoked)).isEqualTo("TAKEN by " + name);
        confirm("abel", name);
        assertThat(letter(revoked)).isEqualTo("OPEN by nobody");

        ask(Cast.ADA, name, "GRANT", "EDITOR");
        confirm("abel", name);
        var disabled = taken(article, name);
        disable(Cast.ADA, name);

        assertThat(letter(disabled)).isEqualTo("OPEN by nobody");
        var back =
                article.history().stream()
                        .filter(
                                entry ->
                                        entry.get("action")
                                                .asString()
                                                .equals("PROPOSAL_GIVEN_BACK"))
                        .toList();
        assertThat(back)
                .extracting(entry -> entry.get("actor").asString())
                .containsExactly("abel", Cast.ADA);
        new Visitor(api)
                .as(Cast.EDITH)
                .post("/editing/new", "/editing/proposals/" + disabled + "/taking", Map.of())
                .expect(303);
    }

    /** Whatever comes first, nobody who is disabled holds a letter afterwards. */
    @Test
    void holdNoLetterWhenDisabledWhileTakingOne() {
        clock.advance(Duration.ofMinutes(61));
        var article = story.article().submit();
        for (var round = 0; round < 4; round++) {
            var name = fresh("takes");
            Cast.account(people, name, "Dr " + name, Set.of(Role.EDITOR), Set.of(), false);
            var letter = sent(article);
            var editor = new Visitor(api).as(name);
            var ada = new Visitor(api).as(Cast.ADA);

            var statuses =
                    Together.<Integer>all(
                            List.of(
                                    () -> disabling(ada, name).status(),
                                    () -> take(editor, letter).status()));

            assertThat(statuses.getFirst()).isEqualTo(303);
            assertThat(statuses).allMatch(status -> status < 500);
            assertThat(letter(letter)).isEqualTo("OPEN by nobody");
        }
    }

    private UUID sent(Story.Article article) {
        var page = "/articles/" + article.slug + "/question";
        var question = "Whose is " + UUID.randomUUID() + "?";
        new Visitor(api).post(page, page, Map.of("question", question)).expect(303);
        return jdbc.sql("SELECT id FROM proposal WHERE words = ?")
                .param(question)
                .query(UUID.class)
                .single();
    }

    private UUID taken(Story.Article article, String editor) {
        var letter = sent(article);
        take(new Visitor(api).as(editor), letter).expect(303);
        return letter;
    }

    private static Visitor.Seen take(Visitor editor, UUID letter) {
        return editor.post("/account", "/editing/proposals/" + letter + "/taking", Map.of());
    }

    private String letter(UUID id) {
        return jdbc.sql(
                        "SELECT CONCAT(p.state, ' by ', COALESCE(h.username, 'nobody')) FROM proposal p LEFT JOIN account h ON h.id = p.holder WHERE p.id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** Whatever comes first, nobody who is disabled holds a task afterwards; the invariants see the rest. */
    @Test
    void holdNothingWhenDisabledWhileClaiming() {
        for (var round = 0; round < 4; round++) {
            var name = reviewer("claims");
            var articles =
                    List.of(
                            story.article().submit(),
                            story.article().submit(),
                            story.article().submit());
            articles.getFirst().claim(0, name);
            api.token(name);
            var tasks = articles.stream().map(article -> article.task(0)).toList();
            var ada = new Visitor(api).as(Cast.ADA);
            var deeds = new ArrayList<java.util.concurrent.Callable<Integer>>();
            deeds.add(() -> disabling(ada, name).status());
            tasks.forEach(
                    task ->
                            deeds.add(
                                    () ->
                                            api.as(name, "/tasks/" + task + "/claim")
                                                    .post()
                                                    .status()));

            var statuses = Together.all(deeds);

            assertThat(statuses.getFirst()).isEqualTo(303);
            assertThat(statuses).allMatch(status -> status < 500);
            assertThat(
                            count(
                                    "SELECT COUNT(*) FROM review_task t JOIN account a ON a.id = t.holder WHERE a.username = ?",
                                    name))
                    .isZero();
        }
    }

    @Test
    void sayInPublicWhatTheirOwnersWantAtOnce() {
        var name = reviewer("public");
        var article = story.article().approved(name, Cast.OLGA);
        var visitor = new Visitor(api).as(name);
        assertThat(names(article)).containsOnly("a board member (oncology)");
        api.proven(article.slug);

        profile(visitor, "Dr P. Ublic", "MD, PhD", "https://orcid.org/0000-0002-1825-0097", true)
                .expect(303);
        // under the name that was signed with: a later one does not change who approved
        assertThat(names(article)).contains("Dr " + name).doesNotContain("Dr P. Ublic, MD, PhD");
        assertThat(visitor.get("/account").page().select("#orcid").val())
                .isEqualTo("0000-0002-1825-0097");

        profile(visitor, "Dr P. Ublic", "", "", false).expect(303);
        assertThat(names(article)).containsOnly("a board member (oncology)");
        var wrong = profile(visitor, "Dr P. Ublic", "MD", "0000-0002-1825-0098", true).expect(422);
        assertThat(wrong.page().select("#orcid").val()).isEqualTo("0000-0002-1825-0098");
        assertThat(wrong.text()).contains("This is no ORCID iD");
        assertFoldsToItsRow(name);
    }

    @Test
    void changeTheirPasswordAndEndWhatTheOldOneOpened() {
        var name = reviewer("changed");
        var here = new Visitor(api).as(name);
        var there = new Visitor(api).as(name);
        var token = api.freshToken(name);

        change(here, "not it at all", NEW_PASSWORD).expect(422);
        change(here, Cast.PASSWORD, "password1234").expect(422);
        assertThat(change(here, Cast.PASSWORD, NEW_PASSWORD).expect(303).location())
                .isEqualTo("/account?done=password");

        here.get("/account").expect(200);
        there.get("/account").expect(302);
        assertThat(knownDevices(name)).isEqualTo(1);
        api.anonymously("/api/v1/tasks")
                .header("Authorization", "Bearer " + token)
                .get()
                .expect(401);
        assertThat(new Visitor(api).signIn(name, Cast.PASSWORD).location()).contains("failed");
        assertThat(new Visitor(api).signIn(name, NEW_PASSWORD).location())
                .isEqualTo("/after-sign-in");
    }

    /** Beside a signature stands a name: nobody gets one under which they would be taken for somebody else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Prof. Ravi Menon",
                "Dr Rav\u0456 Menon",
                "Ravi\u200b Menon",
                "Dr Ravi Menon and Dr Olga Petrenko"
            })
    void areNotCalledLikeSomebodyElse(String taken) {
        var name = reviewer("alike");
        var visitor = new Visitor(api).as(name);
        var typed = Map.of("name", taken, "credentials", "MD", "orcid", "");

        var refused = visitor.post("/account", "/account/profile", typed).expect(422).page();

        assertThat(refused.select("[data-errors] a").attr("href")).isEqualTo("#name");
        assertThat(refused.select("#name").val()).isEqualTo(taken);
        var titles = Map.of("name", "Dr Sam Other", "credentials", "for Dr Ravi Menon");
        assertThat(
                        visitor.post("/account", "/account/profile", titles)
                                .expect(422)
                                .page()
                                .select("[data-errors] a")
                                .attr("href"))
                .isEqualTo("#credentials");
        assertThat(people.active(name).orElseThrow().name()).isEqualTo("Dr " + name);
    }

    /** The line beside a signature is that of one person, whoever is on the board. */
    @Test
    void bringNobodyAlongByTheirCredentials() {
        var name = reviewer("crowd");
        var typed = "MD, Prof Marie Curie (WHO), Dr Ada Lovelace";

        var refused =
                new Visitor(api)
                        .as(name)
                        .post(
                                "/account",
                                "/account/profile",
                                Map.of("name", "Dr Sam Crowd", "credentials", typed))
                        .expect(422)
                        .page();

        assertThat(refused.select("[data-errors] a").attr("href")).isEqualTo("#credentials");
        assertThat(refused.select("[data-errors]").text()).contains("MRCP (UK)");
        assertThat(refused.select("#credentials").val()).isEqualTo(typed);
        assertThat(people.active(name).orElseThrow().name()).isEqualTo("Dr " + name);
    }

    @Test
    void listTheirSessionsAndEndThem() {
        var name = reviewer("browsers");
        var here = new Visitor(api).as(name);
        var there = new Visitor(api).as(name);
        var third = new Visitor(api).as(name);
        var ends = here.get("/account").page().select("form[action$=/end]").eachAttr("action");
        assertThat(ends).hasSize(2);

        here.post("/account", ends.getFirst(), Map.of()).expect(303);

        assertThat(List.of(there, third))
                .filteredOn(visitor -> visitor.get("/account").status() == 200)
                .hasSize(1);
        assertThat(knownDevices(name)).isEqualTo(3);
        here.post("/account", "/account/sign-out-everywhere", Map.of()).expect(303);
        assertThat(knownDevices(name)).isZero();
        assertThat(List.of(here, there, third))
                .allMatch(visitor -> visitor.get("/account").status() == 302);
        assertThat(actions(name)).endsWith("SESSION_ENDED", "SIGNED_OUT_EVERYWHERE");
    }

    @Test
    void makeTokensThatAreShownOnce() {
        var name = reviewer("tokens");
        var visitor = new Visitor(api).as(name);

        var made =
                visitor.post("/account", "/account/tokens", Map.of("label", "Import")).expect(201);
        var token = made.page().select("#token").val();
        var call = api.anonymously("/api/v1/tasks").header("Authorization", "Bearer " + token);
        call.get().expect(200);
        assertThat(visitor.get("/account").response().body())
                .contains("Import")
                .doesNotContain(token);
        clock.advance(Duration.ofDays(89));
        call.get().expect(200);
        clock.advance(Duration.ofDays(2));
        call.get().expect(401);

        var again = new Visitor(api).as(name);
        var second =
                again.post("/account", "/account/tokens", Map.of("label", "Second"))
                        .page()
                        .select("#token")
                        .val();
        var revoke =
                again.get("/account").page().select("form[action$=/revocation]").attr("action");
        new Visitor(api).as(Cast.RAVI).post("/account", revoke, Map.of()).expect(303);
        var works = api.anonymously("/api/v1/tasks").header("Authorization", "Bearer " + second);
        works.get().expect(200);
        again.post("/account", revoke, Map.of()).expect(303);
        works.get().expect(401);
        assertThat(actions(name)).endsWith("TOKEN_CREATED", "TOKEN_CREATED", "TOKEN_REVOKED");
    }

    private int knownDevices(String username) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM known_device d JOIN account a ON a.id = d.account_id WHERE a.username = ?")
                .param(username)
                .query(Integer.class)
                .single();
    }

    private Visitor.Seen profile(
            Visitor visitor, String name, String credentials, String orcid, boolean named) {
        return visitor.post(
                "/account",
                "/account/profile",
                Map.of(
                        "name",
                        name,
                        "credentials",
                        credentials,
                        "orcid",
                        orcid,
                        "named",
                        String.valueOf(named)));
    }

    private Visitor.Seen change(Visitor visitor, String current, String wanted) {
        return visitor.post(
                "/account", "/account/password", Map.of("current", current, "wanted", wanted));
    }

    private static List<String> names(Story.Article article) {
        return article.badge().get("reviewers").values().stream().map(JsonNode::asString).toList();
    }

    private void ask(String admin, String name, String kind, String role) {
        new Visitor(api)
                .as(admin)
                .post("/administration", at(name) + "/roles", Map.of("kind", kind, "role", role))
                .expect(303);
    }

    private void confirm(String admin, String name) {
        answer(new Visitor(api).as(admin), name, "confirmation").expect(303);
    }

    private Visitor.Seen answer(Visitor admin, String name, String answer) {
        return admin.post(
                "/account", "/administration/requests/" + request(name) + "/" + answer, Map.of());
    }

    private void disable(String admin, String name) {
        disabling(new Visitor(api).as(admin), name).expect(303);
    }

    private Visitor.Seen disabling(Visitor admin, String name) {
        return admin.post("/account", at(name) + "/disabling", Map.of("reason", "Left the board"));
    }

    private String at(String name) {
        return "/administration/" + id(name);
    }

    private UUID id(String name) {
        return jdbc.sql("SELECT id FROM account WHERE username = ?")
                .param(name)
                .query(UUID.class)
                .single();
    }

    private UUID request(String name) {
        return jdbc.sql("SELECT id FROM role_request WHERE account_id = ? AND waiting = 1")
                .param(id(name))
                .query(UUID.class)
                .single();
    }

    private long count(String sql, String parameter) {
        return jdbc.sql(sql).param(parameter).query(Long.class).single();
    }

    private String reviewer(String name) {
        var fresh = fresh(name);
        Cast.account(
                people, fresh, "Dr " + fresh, Set.of(Role.REVIEWER), Set.of("oncology"), false);
        return fresh;
    }

    private String admin(String name) {
        var fresh = fresh(name);
        Cast.account(people, fresh, "Admin " + fresh, Set.of(Role.ADMIN), Set.of(), false);
        return fresh;
    }

    private static String fresh(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private record Told(String action, JsonNode payload) {

        String value(String member) {
            return payload.has(member) ? payload.get(member).get("value").asString() : "";
        }
    }

    private List<Told> told(String name) {
        var json = new JsonMapper();
        return jdbc.sql(
                        "SELECT JSON_VALUE(CONVERT(l.bytes USING utf8mb4), '$.action'), p.body FROM imprimatur_trail.payload p"
                                + " JOIN imprimatur_trail.leaf l ON l.seq = p.seq WHERE JSON_VALUE(p.body, '$.subject.value') = ? ORDER BY p.seq")
                .param(name)
                .query((row, _) -> new Told(row.getString(1), json.readTree(row.getString(2))))
                .list();
    }

    private List<String> actions(String name) {
        return told(name).stream().map(Told::action).toList();
    }

    /** The last entry that tells what the account is tells the row. */
    private void assertFoldsToItsRow(String name) {
        var last =
                told(name).stream()
                        .filter(entry -> entry.payload().has("roles"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        var row =
                jdbc.sql(
                                "SELECT CONCAT_WS('|', display_name, COALESCE(credentials, ''), COALESCE(orcid, ''), IF(consents_to_be_named, 'true', 'false'), roles, specialties, IF(disabled, 'true', 'false')) FROM account WHERE username = ?")
                        .param(name)
                        .query(String.class)
                        .single();
        assertThat(
                        String.join(
                                "|",
                                last.value("name"),
                                last.value("credentials"),
                                last.value("orcid"),
                                last.value("consentsToBeNamed"),
                                last.value("roles"),
                                last.value("specialties"),
                                last.value("disabled")))
                .isEqualTo(row);
    }
}
