package org.imprimatur.audit.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.audit.Trail;
import org.jspecify.annotations.Nullable;

/** Entries laid out for reading: by day, within it by revision, with what the machine did on its own folded away. */
public final class Days {

    private Days() {}

    /** @param date in UTC */
    public record Day(LocalDate date, List<Group> groups) {}

    /** @param revision null where the entries are not grouped, or are about none */
    public record Group(@Nullable Integer revision, List<Item> items) {}

    /**
     * An entry, or a run of them behind a fold.
     *
     * @param folded what the process did without moving the article's status
     */
    public record Item(List<EntryView> entries, boolean folded) {}

    /** The history of one article. */
    static List<Day> ofOneArticle(List<Trail.Entry> entries, boolean fold) {
        var days = new ArrayList<Day>();
        for (var entry : entries) {
            var day = day(days, entry);
            var group = day.groups().isEmpty() ? null : day.groups().getLast();
            if (group == null || !Objects.equals(group.revision(), entry.revision())) {
                group = new Group(entry.revision(), new ArrayList<>());
                day.groups().add(group);
            }
            add(group.items(), view(entry, null), fold && isRoutine(entry));
        }
        return days;
    }

    /** @param titles of the articles that entries are about */
    static List<Day> ofAll(List<Trail.Entry> entries, Map<UUID, ReadArticles.Title> titles) {
        var days = new ArrayList<Day>();
        for (var entry : entries) {
            var day = day(days, entry);
            if (day.groups().isEmpty()) {
                day.groups().add(new Group(null, new ArrayList<>()));
            }
            add(
                    day.groups().getFirst().items(),
                    view(entry, entry.article() == null ? null : titles.get(entry.article())),
                    false);
        }
        return days;
    }

    /** A change of status is never folded away, whoever made it. */
    private static boolean isRoutine(Trail.Entry entry) {
        return entry.isByTheProcess() && !entry.moves();
    }

    private static Day day(List<Day> days, Trail.Entry entry) {
        var date = LocalDate.ofInstant(entry.at(), ZoneOffset.UTC);
        if (days.isEmpty() || !days.getLast().date().equals(date)) {
            days.add(new Day(date, new ArrayList<>()));
        }
        return days.getLast();
    }

    private static void add(List<Item> items, EntryView entry, boolean fold) {
        if (fold && !items.isEmpty() && items.getLast().folded()) {
            items.getLast().entries().add(entry);
        } else {
            items.add(new Item(new ArrayList<>(List.of(entry)), fold));
        }
    }

    private static EntryView view(Trail.Entry entry, ReadArticles.@Nullable Title title) {
        return new EntryView(
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.action(),
                entry.from(),
                entry.to(),
                entry.revision(),
                entry.round(),
                entry.contentHash(),
                entry.meaning(),
                entry.reason(),
                entry.subject(),
                entry.filter(),
                entry.signature().orElse(null),
                entry.otherDetails(),
                entry.correlationId(),
                title == null || entry.article() == null ? null : entry.article().toString(),
                title == null ? null : title.question(),
                title == null ? null : title.language(),
                entry.isByTheProcess());
    }
}
