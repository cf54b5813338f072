package org.imprimatur.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.api.Page;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.people.Person;
import org.imprimatur.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** An auditor reads or exports the trail, and the trail says so: nobody looks unseen. */
@Service
public class ReadTrail {

    /** Words that lead to more articles than this are too few to mean something. */
    public static final int MOST_ARTICLES = 200;

    /** Of more people than this an auditor chooses nobody. */
    public static final int MOST_PEOPLE = 20;

    private static final int AT_ONCE = 500;

    /** The words mean too much. */
    public static class TooManyArticles extends Refusal {

        TooManyArticles() {
            super(
                    ProblemType.INVALID_INPUT,
                    Sentence.of("refusal.trail-too-many-articles", MOST_ARTICLES));
        }
    }

    /** The name means too many. */
    public static class TooManyPeople extends Refusal {

        TooManyPeople() {
            super(
                    ProblemType.INVALID_INPUT,
                    Sentence.of("refusal.trail-too-many-people", MOST_PEOPLE));
        }
    }

    private final Trail trail;
    private final ReadArticles articles;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ReadTrail(
            Trail trail,
            ReadArticles articles,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.trail = trail;
        this.articles = articles;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Entries of the whole trail, the newest first.
     *
     * @throws TooManyArticles where the words lead to more than {@value #MOST_ARTICLES} articles
     * @throws TooManyPeople where the name leads to more than {@value #MOST_PEOPLE} people
     */
    @Transactional
    public Page<Trail.Entry> newestFirst(
            TrailFilter filter, @Nullable String cursor, int limit, Person reader) {
        var found = trail.page(filter, meant(filter, reader), false, cursor, limit);
        remember(filter, reader);
        return found;
    }

    /** Entries in the order in which they happened. */
    @Transactional
    public Page<Trail.Entry> oldestFirst(
            TrailFilter filter, @Nullable String cursor, int limit, Person reader) {
        var found = trail.page(filter, meant(filter, reader), true, cursor, limit);
        remember(filter, reader);
        return found;
    }

    /** One entry, wherever it stands. */
    @Transactional
    public Optional<Trail.Entry> one(long seq, Person reader) {
        var found =
                trail.between(TrailFilter.ALL, Meant.ANYTHING, seq - 1, seq, 1).stream()
                        .findFirst();
        if (found.isPresent()) {
            events.publishEvent(new TrailEvent.Read(reader.as(Role.AUDITOR), "seq=" + seq));
        }
        return found;
    }

    /** What was the case at some moment is read from the entries up to then. */
    @Transactional
    public void recall(ArticleId article, Instant at, Person reader) {
        events.publishEvent(
                new TrailEvent.Read(
                        reader.as(Role.AUDITOR), TrailFilter.of(article.value()) + "; at=" + at));
    }

    @Transactional
    public List<Trail.Entry> ofRound(ArticleId article, int round, Person reader) {
        var found = trail.ofRound(article, round);
        remember(TrailFilter.of(article.value()), reader);
        return found;
    }

    /**
     * Hands out every entry that matches, oldest first, and never holds more than a few hundred. What is appended in the
     * meantime is left out.
     *
     * <p>It is recorded, and committed, before the first entry leaves: a receiver who hangs up has received.
     *
     * @throws TooManyArticles as in {@link #newestFirst}
     */
    public Export export(TrailFilter filter, String format, Person reader) {
        var meant = meant(filter, reader);
        var size = trail.size(filter, meant);
        transaction.executeWithoutResult(
                _ ->
                        events.publishEvent(
                                new TrailEvent.Exported(
                                        reader.as(Role.AUDITOR),
                                        filter.toString(),
                                        format,
                                        size.entries())));
        return new Export(filter, meant, size);
    }

    /** Entries that were recorded as handed out and can now be read, once or again. */
    public final class Export {

        private final TrailFilter filter;
        private final Meant meant;
        private final Trail.Size size;

        private Export(TrailFilter filter, Meant meant, Trail.Size size) {
            this.filter = filter;
            this.meant = meant;
            this.size = size;
        }

        public long entries() {
            return size.entries();
        }

        public void forEach(Consumer<Trail.Entry> receiver) {
            var after = -1L;
            List<Trail.Entry> some;
            do {
                some = trail.between(filter, meant, after, size.newest(), AT_ONCE);
                some.forEach(receiver);
                after = some.isEmpty() ? after : some.getLast().seq();
            } while (some.size() == AT_ONCE);
        }
    }

    /**
     * Whom a filter means: the one with this user name, or everybody in whose user name or name, today's or a former one,
     * it stands. Nobody where the filter names nobody.
     *
     * @throws TooManyPeople where there are more than {@value #MOST_PEOPLE}
     */
    @Transactional(readOnly = true)
    public List<NamedPerson> people(TrailFilter filter) {
        if (filter.person() == null) {
            return List.of();
        }
        var found = trail.people(filter.person(), MOST_PEOPLE + 1);
        var exact =
                found.stream().filter(person -> person.username().equals(filter.person())).toList();
        if (exact.isEmpty() && found.size() > MOST_PEOPLE) {
            throw new TooManyPeople();
        }
        return exact.isEmpty() ? found : exact;
    }

    private Meant meant(TrailFilter filter, Person reader) {
        return new Meant(articles(filter, reader), usernames(filter));
    }

    /** What was typed is among them: the system acts too, and has no account. */
    private @Nullable List<String> usernames(TrailFilter filter) {
        return filter.person() == null
                ? null
                : Stream.concat(
                                Stream.of(filter.person()),
                                people(filter).stream().map(NamedPerson::username))
                        .distinct()
                        .toList();
    }

    /** The articles that the words of a filter mean; {@code null} where it has none. */
    private @Nullable List<UUID> articles(TrailFilter filter, Person reader) {
        if (filter.words() == null) {
            return null;
        }
        var found = articles.list(reader, null, filter.words(), null, MOST_ARTICLES);
        if (found.next() != null) {
            throw new TooManyArticles();
        }
        return found.items().stream().map(ReadArticles.Listed::id).toList();
    }

    private void remember(TrailFilter filter, Person reader) {
        events.publishEvent(new TrailEvent.Read(reader.as(Role.AUDITOR), filter.toString()));
    }
}
