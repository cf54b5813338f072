package org.imprimatur.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.imprimatur.article.source.Risk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTests {

    static final String GOOD =
            """
            rules:
              - topics: [oncology]
                slots: [oncology, oncology]
                quorum: 1
              - slots: [general]
            times:
              routine: {remind: P5D, due: P7D, validity: P730D}
              high: {remind: PT12H, due: P2D, validity: P365D}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    oncology     | oncology, oncology
                    pharmacology | pharmacology, general
                    hepatology   | hepatology, general
                    cardiology   | general, general
                    """)
    void readsTheDefaultPolicyAsItIsPromised(String topic, String slots) throws IOException {
        var policy = PolicyText.parse(1, Files.readString(Path.of("config/review-policy.yml")));
        var rule = policy.ruleFor(List.of(topic));

        assertThat(String.join(", ", rule.slots())).isEqualTo(slots);
        assertThat(rule.quorum()).isEqualTo(2);
    }

    @Test
    void takesTheFirstRuleThatSharesATopic() throws IOException {
        var policy = PolicyText.parse(1, Files.readString(Path.of("config/review-policy.yml")));

        assertThat(policy.ruleFor(List.of("hepatology", "oncology")).slots())
                .containsExactly("oncology", "oncology");
        assertThat(policy.ruleFor(List.of("hepatology", "pharmacology")).slots())
                .containsExactly("pharmacology", "general");
        assertThat(policy.ruleFor(List.of()).slots()).containsExactly("general", "general");
    }

    @Test
    void readsEveryPart() {
        var policy = PolicyText.parse(7, GOOD);

        assertThat(policy.version()).isEqualTo(7);
        assertThat(policy.rules().getFirst().quorum()).isEqualTo(1);
        assertThat(policy.rules().getLast().quorum()).isEqualTo(1);
        assertThat(policy.timesFor(Risk.HIGH))
                .isEqualTo(
                        new ReviewPolicy.Times(
                                Duration.ofHours(12), Duration.ofDays(2), Duration.ofDays(365)));
    }

    /** Each line: what is replaced in a good policy, by what, and what is said then. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rules:                 | rulez:                | rulez is not known here
                    'quorum: 1'            | 'quota: 1'            | rules[0].quota is not known here
                    'quorum: 1'            | 'quorum: 0'           | rules[0].quorum is a number from 1 to the number of slots
                    'quorum: 1'            | 'quorum: 3'           | rules[0].quorum is a number from 1 to the number of slots
                    'quorum: 1'            | 'quorum: one'         | rules[0].quorum is a number from 1 to the number of slots
                    'quorum: 1'            | 'quorum: 1.5'         | rules[0].quorum is a number from 1 to the number of slots
                    'quorum: 1'            | 'quorum: null'        | rules[0].quorum is a number from 1 to the number of slots
                    '[oncology, oncology]' | '[]'                  | rules[0].slots is a list that is not empty
                    '[oncology, oncology]' | 'oncology'            | rules[0].slots is a list that is not empty
                    '[oncology, oncology]' | '[Oncology]'          | rules[0].slots: "Oncology" is not a lower-case word
                    '[oncology, oncology]' | '[7]'                 | rules[0].slots: "7" is not a lower-case word
                    '[oncology, oncology]' | '["a,b"]'             | rules[0].slots: "a,b" is not a lower-case word
                    'topics: [oncology]'   | 'topics: [ONCOLOGY]'  | rules[0].topics: "ONCOLOGY" is not a lower-case word
                    'topics: [oncology]'   | 'topics: []'          | rules[0].topics is a list that is not empty
                    '- topics: [oncology]' | '- topics: null'      | rules[0].topics is a list that is not empty
                    '- slots: [general]'   | '- {slots: [general], topics: [last]}' | rules[1]: the last rule, and only that one, stands without topics
                    '- slots: [general]'   | '- general'           | rules[1] is a mapping
                    'due: P7D'             | 'due: 7 days'         | times.routine.due is a positive ISO 8601 duration such as P7D
                    'due: P7D'             | 'due: P0D'            | times.routine.due is a positive ISO 8601 duration such as P7D
                    'due: P7D'             | 'due: -P7D'           | times.routine.due is a positive ISO 8601 duration such as P7D
                    'due: P7D'             | 'due: P5D'            | times.routine: a reminder comes before the round is due
                    'due: P7D, '           | ''                    | times.routine.due is a positive ISO 8601 duration such as P7D
                    'validity: P365D'      | 'valid: P365D'        | times.high.valid is not known here
                    'high:'                | 'urgent:'             | times.urgent is not known here
                    'high:'                | 'routine:'            | The policy is not readable
                    'times:'               | 'times: {'            | The policy is not readable
                    """)
    void saysWhereATextIsWrong(String part, String replacement, String says) {
        assertThat(GOOD).contains(part);

        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(() -> PolicyText.parse(1, GOOD.replace(part, replacement)))
                .withMessageStartingWith(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                       | the policy is a mapping
                    'a text'                 | the policy is a mapping
                    '[rules, times]'         | the policy is a mapping
                    '{rules: [{slots: [general]}]}' | times is a mapping
                    '{times: {}}'            | rules is a list that is not empty
                    '{rules: {}, times: {}}' | rules is a list that is not empty
                    '!!java.net.URL [x]'     | The policy is not readable
                    '{1: 2}'                 | 1 is not known here
                    '--- a\n--- b'           | The policy is not readable
                    """)
    void refusesWhatIsNoPolicyAtAll(String text, String says) {
        assertThatExceptionOfType(InvalidPolicy.class)
                .isThrownBy(() -> PolicyText.parse(1, text.replace("\\n", "\n")))
                .withMessageStartingWith(says);
    }
}
