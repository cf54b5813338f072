package org.imprimatur.audit.web;

import java.util.List;
import org.imprimatur.desk.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/entry.html}: one entry, what was noted beside it, and the form to note something.
 *
 * @param articleId that it is about; null where it is about none
 * @param typed what was refused
 */
public record SingleEntryView(
        long seq,
        @Nullable String articleId,
        List<Days.Day> days,
        BesideView beside,
        int longest,
        String typed,
        List<FieldError> errors) {}
