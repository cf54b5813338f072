package org.imprimatur.proposal.web;

import java.util.List;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;

/**
 * {@code proposal/start.html}: a first source that answers what a reader asked.
 *
 * @param asked in the reader's words, below the article with that id and question
 * @param refused the source was sent and not accepted
 * @param errors that are no problems of single lines
 */
public record StartView(
        String id,
        String asked,
        String articleId,
        String article,
        WritingView writing,
        boolean refused,
        List<FieldError> errors) {}
