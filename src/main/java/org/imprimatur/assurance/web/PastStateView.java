package org.imprimatur.assurance.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.assurance.PastState;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code assurance/state.html}: what was the case about one article at some moment.
 *
 * @param language of the question
 * @param typed the moment as it was asked for, or as it was understood
 * @param at null where it could not be read
 * @param state null where the article did not exist then, or the moment could not be read
 */
public record PastStateView(
        String articleId,
        String question,
        String language,
        String typed,
        @Nullable Instant at,
        PastState.@Nullable State state,
        List<FieldError> errors) {}
