package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For which server keys are made, and which pages may ask them. */
class PasskeySettingsTests {

    private static final String ADDRESS = "https://review.example.org:8443";

    @Test
    void nameThisMachineWhereNobodySaysAnything() {
        var settings = new PasskeySettings(null, null);

        assertThat(settings.name("")).isEqualTo("localhost");
        assertThat(accepts(settings, "", "http://localhost:8080")).isTrue();
        assertThat(accepts(settings, "", "https://localhost")).isTrue();
        assertThat(accepts(settings, "", "http://localhost.example.org")).isFalse();
        assertThat(accepts(settings, "", "http://127.0.0.1:8080")).isFalse();
    }

    @Test
    void followThePublicAddress() {
        var settings = new PasskeySettings(" ", List.of());

        assertThat(settings.name(ADDRESS)).isEqualTo("review.example.org");
        assertThat(accepts(settings, ADDRESS, ADDRESS)).isTrue();
        assertThat(accepts(settings, ADDRESS, "https://review.example.org")).isFalse();
        assertThat(accepts(settings, ADDRESS, "http://localhost:8080")).isFalse();
    }

    @Test
    void sayOtherwiseWhereTheyAreSet() {
        var settings = new PasskeySettings("example.org", List.of("https://desk.example.org"));

        assertThat(settings.name(ADDRESS)).isEqualTo("example.org");
        assertThat(accepts(settings, ADDRESS, "https://desk.example.org")).isTrue();
        assertThat(accepts(settings, ADDRESS, ADDRESS)).isFalse();
    }

    private static boolean accepts(PasskeySettings settings, String address, String origin) {
        return settings.accepts(URI.create(origin), address);
    }
}
