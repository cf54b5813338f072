package org.imprimatur.audit.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Page;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.audit.Annotations;
import org.imprimatur.audit.EntryMarks;
import org.imprimatur.audit.NamedPerson;
import org.imprimatur.audit.ReadTrail;
import org.imprimatur.audit.SupersededSignatures;
import org.imprimatur.audit.Trail;
import org.imprimatur.desk.FieldError;
import org.imprimatur.desk.Words;
import org.imprimatur.people.Person;
import org.imprimatur.process.ReviewPaths;
import org.imprimatur.process.diagram.Picture;
import org.imprimatur.process.diagram.TakenPath;
import org.imprimatur.review.ProvenApprovals;
import org.imprimatur.review.ReadRounds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened, to everything and to each article. Read-only, but for the entry that says who read. */
@Controller
@RequestMapping("/auditing")
class AuditingController {

    private static final int ROWS = 50;
    private static final int ENTRIES = 50;

    private final ReadArticles readArticles;
    private final ReadRounds readRounds;
    private final ReviewPaths paths;
    private final Trail trail;
    private final ReadTrail readTrail;
    private final EntryMarks marks;
    private final ProvenApprovals proven;
    private final SupersededSignatures superseded;
    private final Annotations annotations;
    private final Words words;

    AuditingController(
            ReadArticles readArticles,
            ReadRounds readRounds,
            ReviewPaths paths,
            Trail trail,
            ReadTrail readTrail,
            EntryMarks marks,
            ProvenApprovals proven,
            SupersededSignatures superseded,
            Annotations annotations,
            Words words) {
        this.readArticles = readArticles;
        this.readRounds = readRounds;
        this.paths = paths;
        this.trail = trail;
        this.readTrail = readTrail;
        this.marks = marks;
        this.proven = proven;
        this.superseded = superseded;
        this.annotations = annotations;
        this.words = words;
    }

    @GetMapping
    String search(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person person,
            Model model) {
        var asked = Asked.of(parameters, null, words);
        var entries = new Page<Trail.Entry>(List.of(), null);
        List<NamedPerson> people = List.of();
        if (asked.filter() != null) {
            try {
                entries =
                        readTrail.newestFirst(
                                asked.filter(), parameters.get("cursor"), ENTRIES, person);
                people = readTrail.people(asked.filter());
            } catch (ReadTrail.TooManyPeople _) {
                asked = asked.refused(tooManyPeople());
            } catch (ReadTrail.TooManyArticles _) {
                asked =
                        asked.refused(
                                words.error("words", "filter.error.many", ReadTrail.MOST_ARTICLES));
            }
        }
        model.addAttribute(
                "page",
                new SearchView(
                        asked.view(trail.actions(), people, null),
                        Days.ofAll(entries.items(), titles(entries.items())),
                        new BesideView(
                                0,
                                Map.of(),
                                superseded.among(seqs(entries)),
                                annotations.of(seqs(entries))),
                        next(asked, "/auditing", entries)));
        return "audit/search";
    }

    private FieldError tooManyPeople() {
        return words.error("person", "filter.error.many-people", ReadTrail.MOST_PEOPLE);
    }

    @GetMapping("/articles")
    String articles(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Person person,
            Model model) {
        var found = readArticles.list(person, null, q, cursor, ROWS);
        var extents = trail.extents(found.items().stream().map(ReadArticles.Listed::id).toList());
        var provenOnes = proven.among(found.items().stream().map(ReadArticles.Listed::id).toList());
        var rows = found.map(listed -> row(listed, extents, provenOnes.contains(listed.id())));
        model.addAttribute("page", new ArticlesView(q.strip(), rows.items(), rows.next()));
        return "audit/articles";
    }

    @GetMapping("/{id}")
    String timeline(
            @PathVariable UUID id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal Person person,
            Model model) {
        var visible = readArticles.visible(new ArticleId(id), person);
        var article = visible.article();
        var asked = Asked.of(parameters, article.id(), words);
        var entries = new Page<Trail.Entry>(List.of(), null);
        List<NamedPerson> people = List.of();
        if (asked.filter() != null) {
            try {
                entries =
                        readTrail.oldestFirst(
                                asked.filter(), parameters.get("cursor"), ENTRIES, person);
                people = readTrail.people(asked.filter());
            } catch (ReadTrail.TooManyPeople _) {
                asked = asked.refused(tooManyPeople());
            }
        }
        var checked = marks.of(seqs(entries));
        var provenRounds = proven.rounds(id);
        var fold = asked.filter() == null || asked.filter().action() == null;
        model.addAttribute(
                "page",
                new TimelineView(
                        article.id().toString(),
                        article.question(),
                        visible.revision().language(),
                        article.audience().label(),
                        ProvenApprovals.word(
                                article.status().name(), !proven.among(List.of(id)).isEmpty()),
                        article.newestRevision(),
                        readRounds.of(article.id()).stream()
                                .map(
                                        round ->
                                                new TimelineView.Round(
                                                        round.number(),
                                                        round.revision(),
                                                        outcome(round, provenRounds)))
                                .toList(),
                        asked.view(trail.actions(), people, article.id()),
                        Days.ofOneArticle(entries.items(), fold),
                        new BesideView(
                                checked.size(),
                                checked.of(),
                                superseded.among(seqs(entries)),
                                annotations.of(seqs(entries))),
                        next(asked, "/auditing/" + id, entries)));
        return "audit/timeline";
    }

    @GetMapping("/{id}/rounds/{number}")
    String round(
            @PathVariable UUID id,
            @PathVariable int number,
            @AuthenticationPrincipal Person person,
            Model model) {
        var visible = readArticles.visible(new ArticleId(id), person);
        var article = visible.article();
        var rounds = readRounds.of(article.id());
        var round =
                rounds.stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        var entries = readTrail.ofRound(article.id(), number, person);
        model.addAttribute(
                "page",
                new RoundView(
                        article.id().toString(),
                        article.question(),
                        visible.revision().language(),
                        number,
                        rounds.size(),
                        round.revision(),
                        round.contentHash(),
                        outcome(round, proven.rounds(article.id().value())),
                        round.policyVersion(),
                        round.processVersion(),
                        paths.diagram(round.processVersion())
                                .map(diagram -> diagram(diagram, round, entries))
                                .orElse(null)));
        return "audit/round";
    }

    /** The diagram itself, for the viewer and for whoever wants to keep it. */
    @GetMapping("/processes/{version}.bpmn")
    ResponseEntity<byte[]> process(@PathVariable int version) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .body(paths.diagram(version).orElseThrow(Refusal::notFound).file());
    }

    private RoundView.Diagram diagram(
            ReviewPaths.Diagram diagram, ReadRounds.Round round, List<Trail.Entry> entries) {
        var drawing = diagram.drawing();
        var path =
                ReviewPaths.path(drawing, TakenSteps.of(round, entries), round.outcome() != null);
        return new RoundView.Diagram(
                diagram.hash(),
                Picture.of(drawing, path, words.say("path.picture", round.number())),
                path.passed().stream().map(step -> step(step, path)).toList(),
                passed(path),
                path.current(),
                path.unplaced());
    }

    private static RoundView.Step step(TakenPath.Passed step, TakenPath path) {
        var id = step.node().id();
        return new RoundView.Step(
                path.place(id),
                id,
                step.node().name(),
                step.node().kind().name(),
                step.answer(),
                step.from(),
                step.until(),
                id.equals(path.current()));
    }

    private static String passed(TakenPath path) {
        return Stream.concat(
                        path.passed().stream().map(step -> step.node().id()),
                        path.flows().stream().sorted())
                .collect(Collectors.joining(" "));
    }

    private static String outcome(ReadRounds.Round round, Set<Integer> proven) {
        return ProvenApprovals.word(
                round.outcome() == null ? "OPEN" : round.outcome().name(),
                proven.contains(round.number()));
    }

    private static @Nullable String next(Asked asked, String path, Page<Trail.Entry> entries) {
        return entries.next() == null
                ? null
                : asked.address(asked.at(path).queryParam("cursor", entries.next()));
    }

    private static List<Long> seqs(Page<Trail.Entry> entries) {
        return entries.items().stream().map(Trail.Entry::seq).toList();
    }

    private Map<UUID, ReadArticles.Title> titles(List<Trail.Entry> entries) {
        return readArticles.titles(
                entries.stream()
                        .map(Trail.Entry::article)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private static ArticlesView.Row row(
            ReadArticles.Listed listed, Map<UUID, Trail.Extent> extents, boolean proven) {
        var extent = extents.get(listed.id());
        return new ArticlesView.Row(
                listed.id().toString(),
                listed.question(),
                listed.language(),
                listed.audience().label(),
                ProvenApprovals.word(listed.status().name(), proven),
                listed.revision(),
                extent == null ? 0 : extent.entries(),
                extent == null ? null : extent.lastAt());
    }
}
