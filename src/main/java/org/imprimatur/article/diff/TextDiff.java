package org.imprimatur.article.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.article.diff.SectionDiff.Block;
import org.imprimatur.article.diff.SectionDiff.Shape;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Author;
import org.imprimatur.article.source.Origin;
import org.imprimatur.article.source.Reference;
import org.imprimatur.article.source.Section;
import org.jspecify.annotations.Nullable;

/** Compares two texts of an article, section by section, block by block, and within a block by what belongs together. */
public final class TextDiff {

    /** Blocks that share less than this part of their words are two different ones, not one that was changed. */
    private static final double ALIKE = 0.3;

    /** How many old blocks a new one is held against. */
    private static final int NEARBY = 40;

    /** The anchors of what is no section: no kind of evidence begins like them. */
    public static final String ABOUT = "about-this-text";

    public static final String REFERENCES = "reference-list";

    private static final String REMOVED = "removed-";

    private final Work work;
    private final Map<Blocks, Words> read = new HashMap<>();

    TextDiff(Work work) {
        this.work = work;
    }

    /** What a text says about itself, its sections in the newer order with the removed ones in their old place, its references. */
    public static List<SectionDiff> between(ArticleSource older, ArticleSource newer) {
        return new TextDiff(new Work()).compare(older, newer);
    }

    /** Every line of both sources as typed. There is a difference if the sources are not the same, whatever it means. */
    public static List<SourceLine> lines(String older, String newer) {
        var old = List.of(older.split("\n", -1));
        var now = List.of(newer.split("\n", -1));
        var lines = new ArrayList<SourceLine>();
        var next = 0;
        for (var delta : Alignment.of(old, now, new Work())) {
            for (; next < delta.newFrom(); next++) {
                lines.add(new SourceLine(Piece.Kind.SAME, next + 1, now.get(next)));
            }
            for (var gone = delta.oldFrom(); gone < delta.oldTo(); gone++) {
                lines.add(new SourceLine(Piece.Kind.OLD, gone + 1, old.get(gone)));
            }
            for (; next < delta.newTo(); next++) {
                lines.add(new SourceLine(Piece.Kind.NEW, next + 1, now.get(next)));
            }
        }
        for (; next < now.size(); next++) {
            lines.add(new SourceLine(Piece.Kind.SAME, next + 1, now.get(next)));
        }
        return lines;
    }

    List<SectionDiff> compare(ArticleSource older, ArticleSource newer) {
        var result = new ArrayList<SectionDiff>();
        result.add(section(ABOUT, about(older), about(newer)));
        result.addAll(sections(older.sections(), newer.sections()));
        result.add(section(REFERENCES, references(older), references(newer)));
        return result;
    }

    private List<SectionDiff> sections(List<Section> older, List<Section> newer) {
        var pairs = new SectionPairs(older, newer, this::alike);
        var moved = pairs.moved();
        var result = new ArrayList<SectionDiff>();
        var next = 0;
        for (var index = 0; index < newer.size(); index++) {
            var section = newer.get(index);
            if (pairs.isAdded(index)) {
                result.add(only(section.anchor(), section, Change.ADDED));
                continue;
            }
            var old = pairs.old(index);
            for (; !moved[index] && next < old; next++) {
                if (pairs.isRemoved(next)) {
                    result.add(removed(older.get(next)));
                }
            }
            result.add(paired(older.get(old), section, moved[index] ? old + 1 : 0));
        }
        for (; next < older.size(); next++) {
            if (pairs.isRemoved(next)) {
                result.add(removed(older.get(next)));
            }
        }
        return result;
    }

    private SectionDiff paired(Section older, Section newer, int movedFrom) {
        var blocks = new ArrayList<Block>();
        blocks.add(
                title(older).equals(title(newer))
                        ? only(title(newer), Change.SAME)
                        : changed(title(older), title(newer)));
        blocks.addAll(blocks(Blocks.of(older.markdown()), Blocks.of(newer.markdown())));
        return new SectionDiff(
                newer.anchor(), newer.kind(), newer.title(), changeOf(blocks), movedFrom, blocks);
    }

    private static Blocks title(Section section) {
        return new Blocks(Shape.TITLE, List.of(section.kind().label() + ": " + section.title()));
    }

    /** Its anchor may be that of a newer section with a similar title. */
    private static SectionDiff removed(Section section) {
        return only(REMOVED + section.anchor(), section, Change.REMOVED);
    }

    private static SectionDiff only(String anchor, Section section, Change change) {
        var blocks = new ArrayList<Blocks>();
        blocks.add(title(section));
        blocks.addAll(Blocks.of(section.markdown()));
        return new SectionDiff(
                anchor, section.kind(), section.title(), change, 0, only(blocks, change));
    }

    private SectionDiff section(String anchor, List<Blocks> older, List<Blocks> newer) {
        var blocks = blocks(older, newer);
        return new SectionDiff(anchor, null, "", changeOf(blocks), 0, blocks);
    }

    private static Change changeOf(List<Block> blocks) {
        return blocks.stream().allMatch(block -> block.change() == Change.SAME)
                ? Change.SAME
                : Change.CHANGED;
    }

    private static List<Block> only(List<Blocks> blocks, Change change) {
        return blocks.stream().map(block -> only(block, change)).toList();
    }

    private static Block only(Blocks block, Change change) {
        var kind =
                switch (change) {
                    case ADDED -> Piece.Kind.NEW;
                    case REMOVED -> Piece.Kind.OLD;
                    case SAME, CHANGED -> Piece.Kind.SAME;
                };
        return new Block(
                block.shape(),
                change,
                block.cells().stream().map(cell -> List.of(new Piece(kind, cell))).toList());
    }

    List<Block> blocks(List<Blocks> older, List<Blocks> newer) {
        var result = new ArrayList<Block>();
        var next = 0;
        for (var delta : Alignment.of(older, newer, work)) {
            for (; next < delta.oldFrom(); next++) {
                result.add(only(older.get(next), Change.SAME));
            }
            result.addAll(
                    paired(
                            older.subList(delta.oldFrom(), delta.oldTo()),
                            newer.subList(delta.newFrom(), delta.newTo())));
            next = delta.oldTo();
        }
        for (; next < older.size(); next++) {
            result.add(only(older.get(next), Change.SAME));
        }
        return result;
    }

    /** Each new block with the most alike of the old ones that come soon after the last pair. */
    private List<Block> paired(List<Blocks> older, List<Blocks> newer) {
        var result = new ArrayList<Block>();
        var next = 0;
        for (var block : newer) {
            var best = -1;
            var likeness = ALIKE;
            var last = Math.min(older.size(), next + NEARBY);
            for (var index = next; index < last && likeness < 1; index++) {
                var alike = alike(older.get(index), block);
                if (alike > likeness) {
                    best = index;
                    likeness = alike;
                }
            }
            if (best < 0) {
                result.add(only(block, Change.ADDED));
                continue;
            }
            for (; next < best; next++) {
                result.add(only(older.get(next), Change.REMOVED));
            }
            result.add(
                    older.get(best).equals(block)
                            ? only(block, Change.SAME)
                            : changed(older.get(best), block));
            next = best + 1;
        }
        for (; next < older.size(); next++) {
            result.add(only(older.get(next), Change.REMOVED));
        }
        return result;
    }

    /** Rows are the same row by their first cell: the numbers are what changes. */
    private double alike(Blocks one, Blocks other) {
        if (one.shape() != other.shape() || !work.isLeft()) {
            return 0;
        }
        work.spend(1);
        if (one.shape() == Shape.ROW
                && !one.cells().getFirst().isEmpty()
                && one.cells().getFirst().equals(other.cells().getFirst())) {
            return 1;
        }
        return alike(words(one).all(), words(other).all());
    }

    private boolean alike(Section older, Section newer) {
        return alike(
                        words(new Blocks(Shape.PARAGRAPH, List.of(older.markdown()))).all(),
                        words(new Blocks(Shape.PARAGRAPH, List.of(newer.markdown()))).all())
                > ALIKE;
    }

    private double alike(Set<String> words, Set<String> others) {
        var fewer = words.size() < others.size() ? words : others;
        var more = fewer == words ? others : words;
        work.spend(fewer.size());
        var all = words.size() + others.size();
        return all == 0 ? 0 : 2.0 * fewer.stream().filter(more::contains).count() / all;
    }

    /** A block taken apart, once: each is compared with many. */
    private record Words(List<List<String>> cells, Set<String> all) {

        static Words of(Blocks block) {
            var cells = block.cells().stream().map(Tokens::of).toList();
            return new Words(
                    cells,
                    cells.stream()
                            .flatMap(List::stream)
                            .filter(word -> !word.isBlank())
                            .collect(Collectors.toSet()));
        }

        /** The cells in one line, with the same text as {@link Blocks#text()}. */
        List<String> line() {
            var line = new ArrayList<String>();
            for (var cell : cells) {
                if (cell != cells.getFirst()) {
                    line.add(" | ");
                }
                line.addAll(cell);
            }
            return line;
        }
    }

    private Words words(Blocks block) {
        return read.computeIfAbsent(
                block,
                _ -> {
                    var words = Words.of(block);
                    work.spend(words.cells().stream().mapToInt(List::size).sum());
                    return words;
                });
    }

    private Block changed(Blocks older, Blocks newer) {
        var old = words(older).cells();
        var now = words(newer).cells();
        if (old.size() != now.size()) {
            return new Block(
                    newer.shape(),
                    Change.CHANGED,
                    List.of(pieces(words(older).line(), words(newer).line())));
        }
        var cells = new ArrayList<List<Piece>>();
        for (var index = 0; index < old.size(); index++) {
            cells.add(
                    older.shape() == Shape.ROW
                            ? whole(old.get(index), now.get(index))
                            : pieces(old.get(index), now.get(index)));
        }
        return new Block(newer.shape(), Change.CHANGED, cells);
    }

    /** A cell of a few words changes as one; a long one is read like a paragraph. */
    private List<Piece> whole(List<String> older, List<String> newer) {
        if (older.equals(newer) || older.size() > 9 && newer.size() > 9) {
            return pieces(older, newer);
        }
        return Stream.of(
                        new Piece(Piece.Kind.OLD, String.join("", older)),
                        new Piece(Piece.Kind.NEW, String.join("", newer)))
                .filter(piece -> !piece.text().isEmpty())
                .toList();
    }

    List<Piece> pieces(String older, String newer) {
        return pieces(Tokens.of(older), Tokens.of(newer));
    }

    private List<Piece> pieces(List<String> older, List<String> newer) {
        var pieces = new Pieces();
        var next = 0;
        for (var delta : Alignment.of(older, newer, work)) {
            pieces.same(String.join("", older.subList(next, delta.oldFrom())));
            pieces.differ(
                    String.join("", older.subList(delta.oldFrom(), delta.oldTo())),
                    String.join("", newer.subList(delta.newFrom(), delta.newTo())));
            next = delta.oldTo();
        }
        pieces.same(String.join("", older.subList(next, older.size())));
        return pieces.all();
    }

    /** Joins what is told apart by no more than a blank or a comma: two changed words read better as one change. */
    private static final class Pieces {

        private final List<Piece> all = new ArrayList<>();
        private final StringBuilder old = new StringBuilder();
        private final StringBuilder now = new StringBuilder();
        private String between = "";

        void same(String text) {
            if (text.isEmpty()) {
                return;
            }
            var open = !old.isEmpty() || !now.isEmpty();
            if (open
                    && between.isEmpty()
                    && text.length() <= 2
                    && text.chars().noneMatch(Character::isLetterOrDigit)) {
                between = text;
                return;
            }
            close();
            all.add(new Piece(Piece.Kind.SAME, text));
        }

        void differ(String older, String newer) {
            old.append(between).append(older);
            now.append(between).append(newer);
            between = "";
        }

        private void close() {
            if (!old.isEmpty()) {
                all.add(new Piece(Piece.Kind.OLD, old.toString()));
            }
            if (!now.isEmpty()) {
                all.add(new Piece(Piece.Kind.NEW, now.toString()));
            }
            if (!between.isEmpty()) {
                all.add(new Piece(Piece.Kind.SAME, between));
            }
            old.setLength(0);
            now.setLength(0);
            between = "";
        }

        List<Piece> all() {
            close();
            return List.copyOf(all);
        }
    }

    /** A row for each value under its key in the source: the page has words for the keys. */
    private static List<Blocks> about(ArticleSource source) {
        var rows = new ArrayList<Blocks>();
        rows.add(row("question", source.question()));
        rows.add(row("slug", source.slug()));
        rows.add(row("audience", source.audience().label()));
        rows.add(row("language", source.language()));
        rows.add(
                row(
                        "origin",
                        switch (source.origin()) {
                            case Origin.Human() -> "human";
                            case Origin.Generated(var system) -> "generated: " + system;
                        }));
        source.topics().forEach(topic -> rows.add(row("topics", topic)));
        rows.add(row("work", source.work()));
        rows.add(row("risk", source.risk().label()));
        source.drugs().forEach(drug -> rows.add(row("drugs", drug)));
        source.makers().forEach(maker -> rows.add(row("makers", maker)));
        source.related().forEach(question -> rows.add(row("related", question)));
        return rows;
    }

    private static Blocks row(String key, String value) {
        return new Blocks(Shape.ROW, List.of(key, value));
    }

    private static List<Blocks> references(ArticleSource source) {
        return source.references().stream()
                .map(reference -> new Blocks(Shape.ITEM, List.of(inWords(reference))))
                .toList();
    }

    /** Every field with its name, or two references that are not the same could read the same. */
    private static String inWords(Reference reference) {
        var authors =
                reference.authors().stream().map(TextDiff::name).collect(Collectors.joining("; "));
        return Stream.of(
                        reference.number() + ".",
                        reference.kind().label() + " (" + reference.type() + "):",
                        authors.isEmpty() ? null : authors + ".",
                        reference.title() + ".",
                        labelled("in", reference.containerTitle()),
                        labelled("issued", reference.issued()),
                        labelled("volume", reference.volume()),
                        labelled("issue", reference.issue()),
                        labelled("page", reference.page()),
                        labelled("DOI", reference.doi()),
                        labelled("PMID", reference.pmid()),
                        labelled("set-id", reference.setId()),
                        labelled("version", reference.version()),
                        labelled("URL", reference.url()))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String labelled(String label, @Nullable String value) {
        return value == null ? null : label + " " + value;
    }

    private static String name(Author author) {
        return author.given() == null ? author.family() : author.family() + ", " + author.given();
    }
}
