package org.imprimatur.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @CsvSource({
        "short words, password.short",
        "Password1234, password.common",
        "QwertyUiop123, password.common",
        "aaaabbbbccccdddd, password.common",
        "I am Ravi and nobody else, password.name"
    })
    void refuseWhatWouldBeGuessed(String password, String because) {
        assertThat(rules.objection("ravi", password))
                .hasValueSatisfying(sentence -> assertThat(sentence.key()).isEqualTo(because));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven green tortoises", "Zwölf müde Störche", "dQw4w9WgXcQ7"})
    void takeWhatIsLongAndOnesOwn(String password) {
        assertThat(rules.objection("ravi", password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 100_000})
    void refuseWhatIsTooLongToHash(int length) {
        assertThat(rules.objection("ravi", "0123456789".repeat(length / 10 + 1)))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence.key()).isEqualTo("password.long"));
    }
}
