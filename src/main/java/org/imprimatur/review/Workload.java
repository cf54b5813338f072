package org.imprimatur.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.imprimatur.people.AccountId;
import org.imprimatur.people.People;
import org.imprimatur.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each reviewer has before them and has lately done. It serves to share work out, never to rank people. */
@Service
@Transactional(readOnly = true)
public class Workload {

    /** How far back signatures are counted. */
    public static final Duration RECENT = Duration.ofDays(30);

    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    Workload(People people, JdbcClient jdbc, Clock clock) {
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param open claims without a verdict
     * @param overdue those of them past their due time
     * @param nextDue the earliest of their due times; {@code null} without any
     * @param signed verdicts within {@link #RECENT}
     */
    public record Load(int open, int overdue, @Nullable Instant nextDue, int signed) {

        public static final Load NONE = new Load(0, 0, null, 0);
    }

    public record Reviewer(Person person, Load load) {}

    private static final Comparator<Reviewer> LATEST_FIRST =
            Comparator.<Reviewer>comparingInt(reviewer -> -reviewer.load().overdue())
                    .thenComparing(reviewer -> reviewer.person().name())
                    .thenComparing(reviewer -> reviewer.person().username());

    /** All who may review, and whoever else still holds a claim: first those with something overdue, then by name. */
    public List<Reviewer> reviewers() {
        var loads = loads();
        var found = new ArrayList<>(people.reviewers());
        var absent = new HashSet<>(loads.keySet());
        found.forEach(reviewer -> absent.remove(reviewer.id()));
        absent.removeIf(id -> Objects.requireNonNull(loads.get(id)).open() == 0);
        found.addAll(people.known(absent).values());
        return found.stream()
                .map(person -> new Reviewer(person, loads.getOrDefault(person.id(), Load.NONE)))
                .sorted(LATEST_FIRST)
                .toList();
    }

    /** Absent are those who hold nothing and have lately signed nothing. */
    public Map<AccountId, Load> loads() {
        var now = clock.instant();
        var loads = new HashMap<AccountId, Load>();
        jdbc.sql(
                        "SELECT reviewer, COUNT(*) FROM recommendation WHERE number = 1 AND signed_at >= :since GROUP BY reviewer")
                .param("since", Moments.stored(now.minus(RECENT)))
                .query(
                        row -> {
                            loads.put(
                                    new AccountId(row.getObject(1, UUID.class)),
                                    new Load(0, 0, null, row.getInt(2)));
                        });
        jdbc.sql(
                        "SELECT holder, COUNT(*), COUNT(IF(due_at < :now, 1, NULL)), MIN(due_at) FROM review_task"
                                + " WHERE state = 'CLAIMED' GROUP BY holder")
                .param("now", Moments.stored(now))
                .query(
                        row -> {
                            var holder = new AccountId(row.getObject(1, UUID.class));
                            loads.put(
                                    holder,
                                    new Load(
                                            row.getInt(2),
                                            row.getInt(3),
                                            Moments.read(row, 4),
                                            loads.getOrDefault(holder, Load.NONE).signed()));
                        });
        return loads;
    }
}
