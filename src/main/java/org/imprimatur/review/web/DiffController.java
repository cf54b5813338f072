package org.imprimatur.review.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imprimatur.api.Refusal;
import org.imprimatur.article.ArticleId;
import org.imprimatur.article.ReadArticles;
import org.imprimatur.article.Revision;
import org.imprimatur.article.diff.Change;
import org.imprimatur.article.diff.Piece;
import org.imprimatur.article.diff.SectionDiff;
import org.imprimatur.article.diff.SourceLine;
import org.imprimatur.article.diff.TextDiff;
import org.imprimatur.article.web.Texts;
import org.imprimatur.people.Person;
import org.imprimatur.review.ReadRounds;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Two revisions compared, for everybody who may see both. */
@Controller
class DiffController {

    private final ReadArticles readArticles;
    private final ReadRounds readRounds;
    private final Texts texts;

    DiffController(ReadArticles readArticles, ReadRounds readRounds, Texts texts) {
        this.readArticles = readArticles;
        this.readRounds = readRounds;
        this.texts = texts;
    }

    /**
     * @param from by default the revision that the reader judged last, else the one that the board did, else the one
     *     before {@code to}
     * @param to by default the newest
     */
    @GetMapping("/articles/{id}/diff")
    String compare(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @RequestParam(defaultValue = "side") String view,
            @AuthenticationPrincipal Person person,
            Model model) {
        var article = new ArticleId(id);
        var newest = readArticles.visible(article, person).revision().number();
        var revisions = readArticles.revisions(article, person);
        var newer = to == null ? newest : to;
        var mine = readRounds.lastSigned(article, person, newer);
        var older = from != null ? from : mine != null ? mine : before(article, newer, revisions);
        if (!List.of("side", "unified").contains(view)) {
            throw Refusal.notFound();
        }
        var before = readArticles.revision(article, older, person);
        var after = readArticles.revision(article, newer, person);
        var now = texts.read(after);
        var sections = TextDiff.between(texts.read(before), now);
        model.addAttribute(
                "page",
                new DiffView(
                        id.toString(),
                        now.question(),
                        now.language(),
                        older,
                        newer,
                        view,
                        mine,
                        revisions,
                        before.contentHash().equals(after.contentHash()),
                        (int) sections.stream().filter(SectionDiff::differs).count(),
                        sections.stream().map(DiffController::part).toList(),
                        lines(before, after)));
        return "review/diff";
    }

    private int before(ArticleId article, int revision, List<Integer> revisions) {
        var judged = readRounds.lastHandedIn(article, revision);
        if (judged != null) {
            return judged;
        }
        return revisions.stream()
                .filter(number -> number < revision)
                .reduce((_, later) -> later)
                .orElse(revision);
    }

    private static List<SourceLine> lines(Revision before, Revision after) {
        return TextDiff.lines(text(before), text(after)).stream()
                .filter(line -> line.kind() != Piece.Kind.SAME)
                .toList();
    }

    private static String text(Revision revision) {
        return new String(revision.source(), StandardCharsets.UTF_8);
    }

    private static DiffView.Part part(SectionDiff section) {
        return new DiffView.Part(
                section.anchor(),
                section.kind() == null ? null : section.kind().name(),
                section.title(),
                section.change().name(),
                section.movedFrom(),
                section.differs(),
                groups(section.blocks()));
    }

    private static List<DiffView.Group> groups(List<SectionDiff.Block> blocks) {
        var groups = new ArrayList<DiffView.Group>();
        for (var block : blocks) {
            if (block.shape() == SectionDiff.Shape.TITLE && block.change() != Change.CHANGED) {
                continue; // the page's own heading says it
            }
            var table = block.shape() == SectionDiff.Shape.ROW;
            if (groups.isEmpty() || groups.getLast().table() != table) {
                groups.add(new DiffView.Group(table, new ArrayList<>()));
            }
            groups.getLast().blocks().add(block);
        }
        return groups;
    }
}
