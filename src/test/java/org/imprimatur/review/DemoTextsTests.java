package org.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Reference;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the demo are shown to people who may believe them. */
class DemoTextsTests {

    /** Every identifier that somebody looked up. Another one is looked up before it is added here. */
    private static final Set<String> LOOKED_UP =
            Set.of(
                    "10.1016/j.annonc.2021.09.019",
                    "10.1016/j.annonc.2020.09.010",
                    "492dbdb2-077e-4064-bff3-372d6af0a7a2",
                    "10.1056/NEJM200103153441101",
                    "11248153",
                    "10.1056/NEJMoa1413513",
                    "10.1056/NEJMoa1607303",
                    "27959613",
                    "10.1016/S0140-6736(20)32531-9",
                    "10.1200/JCO.21.02006",
                    "34995128",
                    "10.1056/NEJMoa2028485",
                    "10.1056/NEJMoa2203690",
                    "35665782");

    static Stream<Path> texts() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/demo"))) {
            return files
                    .filter(file -> !file.toString().endsWith(".remarks.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areReadWithoutAProblem(Path file) throws IOException {
        assertThat(read(file).slug())
                .isEqualTo(file.getFileName().toString().replaceAll("(\\.r\\d)?\\.md$", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nameNoIdentifierThatNobodyLookedUp(Path file) throws IOException {
        assertThat(
                        read(file).references().stream()
                                .flatMap(
                                        (Reference source) ->
                                                Stream.of(
                                                        source.doi(),
                                                        source.pmid(),
                                                        source.setId(),
                                                        source.url()))
                                .filter(Objects::nonNull))
                .isSubsetOf(LOOKED_UP);
    }

    @Test
    void areTwelveArticlesForEveryAudienceInTwoLanguages() throws IOException {
        var sources = texts().map(DemoTextsTests::unchecked).toList();

        assertThat(sources.stream().map(ArticleSource::slug).distinct()).hasSize(12);
        assertThat(sources.stream().map(ArticleSource::language).distinct())
                .containsExactlyInAnyOrder("en", "de");
        assertThat(
                        sources.stream()
                                .filter(
                                        source ->
                                                source.work()
                                                        .equals("stage-4-breast-cancer-treatment"))
                                .map(ArticleSource::audience)
                                .distinct())
                .hasSize(3);
    }

    private static ArticleSource unchecked(Path file) {
        try {
            return read(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static ArticleSource read(Path file) throws IOException {
        return new SourceParser(SourceLimits.DEFAULT).parse(Files.readAllBytes(file)).article();
    }
}
