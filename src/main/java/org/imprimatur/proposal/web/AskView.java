package org.imprimatur.proposal.web;

import java.util.List;
import org.imprimatur.desk.FieldError;

/**
 * {@code proposal/ask.html} and {@code proposal/report.html}: what a reader sends from an article's page.
 *
 * @param slug of the article, with the question it answers and the revision its page shows
 * @param kind as chosen last time, as are the other fields; empty at first
 * @param sent it has arrived, and the page says what happens next
 */
public record AskView(
        String slug,
        String question,
        int revision,
        String kind,
        String section,
        String words,
        boolean sent,
        List<FieldError> errors) {}
