package org.imprimatur;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One system, two languages: pages say what the reader chose, scripts always read English. */
@SystemTest
class LanguageTests {

    @Autowired Api api;
    @Autowired Story story;

    @Test
    void isChosenAtTheFootOfThePageWithoutASession() {
        var chosen =
                api.anonymously("/language")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Referer", api.uri("/?q=statin").toString())
                        .method("POST", BodyPublishers.ofString("language=de"))
                        .expect(303);

        assertThat(chosen.header("Location")).isEqualTo("/?q=statin");
        assertThat(chosen.response().headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("language=de;")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(api.anonymously("/").header("Cookie", "language=de").get().expect(200).text())
                .contains("<html lang=\"de\">", "Zum Inhalt springen");
    }

    @Test
    void followsTheBrowserOnPagesThatSayWhatWentWrong() {
        assertThat(
                        api.anonymously("/articles/no-such-article")
                                .header("Accept-Language", "de-AT,de;q=0.9")
                                .get()
                                .expect(404)
                                .text())
                .contains("<html lang=\"de\">", "Hier ist nichts");
    }

    @Test
    void isEnglishForScripts() {
        assertThat(
                        api.as(Cast.EDITH, "/tasks?view=nowhere")
                                .header("Accept-Language", "de")
                                .get()
                                .expectProblem(422, "invalid-input")
                                .json()
                                .get("detail")
                                .asString())
                .isEqualTo("view has a value that is not understood.");
        assertThat(
                        story.article()
                                .write(Cast.EDITH, "submission")
                                .header("Accept-Language", "de")
                                .ifMatch("*")
                                .post(Map.of("changeNote", ""))
                                .expectProblem(422, "invalid-input")
                                .json()
                                .get("detail")
                                .asString())
                .startsWith("changeNote must not be blank");
    }

    @Test
    void standsInTheAddressOfTheBadge() {
        var badge = "/articles/" + story.article().submit().slug + "/badge.svg";

        var plain = api.anonymously(badge).header("Accept-Language", "de").get().expect(200);
        assertThat(plain.text()).contains("Submitted");
        assertThat(plain.response().headers().allValues("Vary"))
                .noneMatch(header -> header.contains("Accept-Language"));
        assertThat(api.anonymously(badge + "?lang=de").get().expect(200).text())
                .contains("Eingereicht");
        assertThat(api.anonymously(badge + "?lang=tlh").get().expect(200).text())
                .isEqualTo(plain.text());
    }
}
