package org.imprimatur.review.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code review/workload.html}: what each reviewer has before them, and the claims of one.
 *
 * @param specialties to choose from
 * @param specialty the chosen one; null for all
 * @param next user name after which the next page begins; null at the end
 * @param chosen whose claims are listed; null without
 */
public record WorkloadView(
        Set<String> specialties,
        @Nullable String specialty,
        List<Row> rows,
        @Nullable String next,
        @Nullable Chosen chosen) {

    /** @param nextDue of their claims; null without any */
    public record Row(
            String username,
            String name,
            List<String> specialties,
            int open,
            int overdue,
            QueueView.@Nullable Due nextDue,
            int signed,
            boolean chosen) {}

    /** @param next cursor of the next claims; null at the end */
    public record Chosen(
            String username, String name, List<WorkView.Row> claims, @Nullable String next) {}
}
