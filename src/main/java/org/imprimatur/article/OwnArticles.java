package org.imprimatur.article;

import java.util.UUID;
import org.imprimatur.people.Person;
import org.springframework.stereotype.Component;

/** An editor's own articles, and the own account for the one that they are just beginning. */
@Component
class OwnArticles implements DraftSubjects {

    private final Articles articles;

    OwnArticles(Articles articles) {
        this.articles = articles;
    }

    @Override
    public boolean includes(UUID subject, Person editor) {
        return subject.equals(editor.id().value())
                || articles.findById(new ArticleId(subject))
                        .filter(article -> article.isOwnedBy(editor))
                        .isPresent();
    }
}
