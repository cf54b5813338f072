package org.imprimatur.audit.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit/search.html}: the whole trail, the newest entry first.
 *
 * @param next address of the next page; null at the end
 */
public record SearchView(
        FilterView filter, List<Days.Day> days, BesideView beside, @Nullable String next) {}
