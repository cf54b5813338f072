package org.imprimatur.review.web;

/**
 * {@code review/parts.html :: signs}: what a signature is given with and covers, before it is given.
 *
 * @param name as it will stand beside the signature, with credentials where there are any
 * @param role name of the role that the person signs in
 * @param language of the question
 */
public record SignsView(
        String name,
        String role,
        String question,
        String language,
        String audience,
        int round,
        int revision,
        String contentHash) {}
