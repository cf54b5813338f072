package org.imprimatur.people.web;

import java.time.Instant;
import java.util.List;
import org.imprimatur.people.AnsweredRequests;
import org.jspecify.annotations.Nullable;

/**
 * {@code people/parts.html :: answered}: a request that took two people, and what came of it.
 *
 * @param kind {@code GRANT} or {@code REVOKE}; null unless it was about a role
 * @param answer as in {@link org.imprimatur.people.Answered}
 * @param by null where nobody answered in time
 */
public record AnsweredView(
        String username,
        String name,
        @Nullable String kind,
        @Nullable String role,
        String requester,
        Instant requestedAt,
        String answer,
        @Nullable String by,
        Instant at) {

    static List<AnsweredView> all(List<AnsweredRequests.Request> requests) {
        return requests.stream().map(AnsweredView::of).toList();
    }

    private static AnsweredView of(AnsweredRequests.Request request) {
        var answered = request.answered();
        return new AnsweredView(
                request.username(),
                request.name(),
                request.kind(),
                request.role(),
                request.requester(),
                request.requestedAt(),
                answered.answer(),
                answered.by(),
                answered.at());
    }
}
