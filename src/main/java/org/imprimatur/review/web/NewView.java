package org.imprimatur.review.web;

import java.util.List;
import org.imprimatur.article.web.WritingView;
import org.imprimatur.desk.FieldError;

/**
 * {@code review/new.html}: a text that is no article yet, written here or brought in.
 *
 * @param refused it was sent and not accepted
 * @param errors that are no problems of single lines
 */
public record NewView(WritingView writing, boolean refused, List<FieldError> errors) {}
