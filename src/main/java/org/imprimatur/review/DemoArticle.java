package org.imprimatur.review;

import java.io.IOException;
import org.imprimatur.api.IfMatch;
import org.imprimatur.article.Articles;
import org.imprimatur.article.WriteArticle;
import org.imprimatur.people.DemoAccounts;
import org.imprimatur.people.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The article of the demo, submitted at the first start, so that a reviewer finds something to do. */
@Component
@Profile("demo")
@Order(DemoAccounts.FIRST + 1)
class DemoArticle implements ApplicationRunner {

    private static final String SLUG = "stage-4-breast-cancer-treatment";
    private static final String NOTE = "First version, for the board to judge.";

    private final Articles articles;
    private final WriteArticle writeArticle;
    private final SubmitRevision submitRevision;
    private final People people;
    private final Resource source;

    DemoArticle(
            Articles articles,
            WriteArticle writeArticle,
            SubmitRevision submitRevision,
            People people,
            @Value("classpath:demo/" + SLUG + ".r1.md") Resource source) {
        this.articles = articles;
        this.writeArticle = writeArticle;
        this.submitRevision = submitRevision;
        this.people = people;
        this.source = source;
    }

    /** Two steps, each of which a start that was cut short leaves to the next. */
    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var edith = people.active("edith").orElseThrow();
        var bytes = source.getContentAsByteArray();
        var article = articles.findBySlug(SLUG).orElseGet(() -> writeArticle.create(bytes, edith));
        if (!article.wasSubmitted()) {
            submitRevision.submit(article.id(), edith, NOTE, IfMatch.ANYTHING);
        }
    }
}
