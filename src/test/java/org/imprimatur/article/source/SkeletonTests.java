package org.imprimatur.article.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.imprimatur.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkeletonTests {

    private static final SourceParser PARSER = new SourceParser(SourceLimits.DEFAULT);
    private static final ArticleSource ASKED =
            parsed(Story.source("the-article-asked", "oncology", "A text"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How long?",
                "Says \"label\": 5 mg, or \\ not?",
                "# Is this a comment - [a, list] {or: a map}?",
                "Hilft Öl bei Übelkeit?",
                "多少毫克?",
                "two\r\nlines\tof it"
            })
    void asksExactlyWhatTheReaderAsked(String question) {
        var article = parsed(finished(Skeleton.answering(question, ASKED)));

        assertThat(article.question()).isEqualTo(question.replaceAll("\\s+", " "));
        assertThat(article.topics()).isEqualTo(ASKED.topics());
        assertThat(article.audience()).isEqualTo(ASKED.audience());
    }

    @Test
    void endsASlugBetweenWords() {
        var question =
                "Which of all the many very different words end up in the slug of this question?";

        assertThat(parsed(finished(Skeleton.answering(question, ASKED))).slug())
                .isEqualTo("which-of-all-the-many-very-different-words-end-up-in-the");
    }

    @Test
    void cannotBeSavedByMistake() {
        assertThat(problems(Skeleton.answering("How long?", ASKED))).contains("empty-section");
        assertThat(problems(Skeleton.blank())).contains("empty-section", "empty-value");
    }

    /** With what only an editor can add. */
    private static String finished(String skeleton) {
        return skeleton.replace("title: \"\"", "title: A guideline") + "An answer [1].\n";
    }

    private static ArticleSource parsed(String source) {
        return PARSER.parse(source.getBytes(UTF_8)).article();
    }

    private static List<String> problems(String source) {
        return catchThrowableOfType(InvalidSource.class, () -> PARSER.parse(source.getBytes(UTF_8)))
                .problems()
                .stream()
                .map(SourceProblem::code)
                .toList();
    }
}
