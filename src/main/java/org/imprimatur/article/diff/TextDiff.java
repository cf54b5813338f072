package org.imprimatur.article.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.article.diff.SectionDiff.Block;
import org.imprimatur.article.diff.SectionDiff.Shape;
import org.imprimatur.article.source.ArticleSource;
import org.imprimatur.article.source.Author;
import org.imprimatur.article.source.Reference;
import org.imprimatur.article.source.Section;
import org.jspecify.annotations.Nullable;

/** Compares two texts of an article, section by section, block by block, and within a block by what belongs together. */
public final class TextDiff {

    /** Blocks that share less than this part of their words are two different ones, not one that was changed. */
    private static final double ALIKE = 0.3;

    /** The anchors of what is no section: no kind of evidence begins like them. */
    public static final String ABOUT = "about-this-text";

    public static final String REFERENCES = "reference-list";

    private TextDiff() {}

    /** What a text says about itself, its sections in the newer order with the removed ones in their old place, its references. */
    public static List<SectionDiff> between(ArticleSource older, ArticleSource newer) {
        var result = new ArrayList<SectionDiff>();
        result.add(section(ABOUT, about(older), about(newer)));
        result.addAll(sections(older, newer));
        result.add(section(REFERENCES, references(older), references(newer)));
        return result;
    }

    private static List<SectionDiff> sections(ArticleSource older, ArticleSource newer) {
        var before = byAnchor(older);
        var after = byAnchor(newer);
        var result = new ArrayList<SectionDiff>();
        var gone = new ArrayList<>(older.sections());
        for (var section : newer.sections()) {
            var old = before.get(section.anchor());
            if (old == null) {
                result.add(
                        new SectionDiff(
                                section.anchor(),
                                section.kind(),
                                section.title(),
                                Change.ADDED,
                                only(Blocks.of(section.markdown()), Change.ADDED)));
                continue;
            }
            while (!gone.isEmpty() && !after.containsKey(gone.getFirst().anchor())) {
                result.add(removed(gone.removeFirst()));
            }
            gone.remove(old);
            var blocks = blocks(Blocks.of(old.markdown()), Blocks.of(section.markdown()));
            result.add(
                    new SectionDiff(
                            section.anchor(),
                            section.kind(),
                            section.title(),
                            changeOf(blocks),
                            blocks));
        }
        gone.stream()
                .filter(section -> !after.containsKey(section.anchor()))
                .map(TextDiff::removed)
                .forEach(result::add);
        return result;
    }

    private static SectionDiff removed(Section section) {
        return new SectionDiff(
                section.anchor(),
                section.kind(),
                section.title(),
                Change.REMOVED,
                only(Blocks.of(section.markdown()), Change.REMOVED));
    }

    private static SectionDiff section(String anchor, List<Blocks> older, List<Blocks> newer) {
        var blocks = blocks(older, newer);
        return new SectionDiff(anchor, null, "", changeOf(blocks), blocks);
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

    static List<Block> blocks(List<Blocks> older, List<Blocks> newer) {
        var result = new ArrayList<Block>();
        var next = 0;
        for (AbstractDelta<Blocks> delta : DiffUtils.diff(older, newer).getDeltas()) {
            var source = delta.getSource();
            for (; next < source.getPosition(); next++) {
                result.add(only(older.get(next), Change.SAME));
            }
            result.addAll(paired(source.getLines(), delta.getTarget().getLines()));
            next = source.getPosition() + source.size();
        }
        for (; next < older.size(); next++) {
            result.add(only(older.get(next), Change.SAME));
        }
        return result;
    }

    /** Each new block with the most alike of the old ones that come after the last pair. */
    private static List<Block> paired(List<Blocks> older, List<Blocks> newer) {
        var result = new ArrayList<Block>();
        var next = 0;
        for (var block : newer) {
            var best = -1;
            var likeness = ALIKE;
            for (var index = next; index < older.size(); index++) {
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
            result.add(changed(older.get(best), block));
            next = best + 1;
        }
        for (; next < older.size(); next++) {
            result.add(only(older.get(next), Change.REMOVED));
        }
        return result;
    }

    /** Rows are the same row by their first cell: the numbers are what changes. */
    private static double alike(Blocks one, Blocks other) {
        if (one.shape() != other.shape()) {
            return 0;
        }
        if (one.shape() == Shape.ROW
                && !one.cells().getFirst().isEmpty()
                && one.cells().getFirst().equals(other.cells().getFirst())) {
            return 1;
        }
        var words = new HashSet<>(Tokens.of(one.text()));
        var others = new HashSet<>(Tokens.of(other.text()));
        words.removeIf(String::isBlank);
        others.removeIf(String::isBlank);
        var all = words.size() + others.size();
        words.retainAll(others);
        return all == 0 ? 0 : 2.0 * words.size() / all;
    }

    private static Block changed(Blocks older, Blocks newer) {
        if (older.cells().size() == newer.cells().size()) {
            var cells = new ArrayList<List<Piece>>();
            for (var index = 0; index < older.cells().size(); index++) {
                cells.add(
                        older.shape() == Shape.ROW
                                ? whole(older.cells().get(index), newer.cells().get(index))
                                : pieces(older.cells().get(index), newer.cells().get(index)));
            }
            return new Block(newer.shape(), Change.CHANGED, cells);
        }
        return new Block(
                newer.shape(), Change.CHANGED, List.of(pieces(older.text(), newer.text())));
    }

    /** A cell of a few words changes as one; a long one is read like a paragraph. */
    private static List<Piece> whole(String older, String newer) {
        if (older.equals(newer)) {
            return older.isEmpty() ? List.of() : List.of(new Piece(Piece.Kind.SAME, older));
        }
        if (Tokens.of(older).size() > 9 && Tokens.of(newer).size() > 9) {
            return pieces(older, newer);
        }
        return Stream.of(new Piece(Piece.Kind.OLD, older), new Piece(Piece.Kind.NEW, newer))
                .filter(piece -> !piece.text().isEmpty())
                .toList();
    }

    static List<Piece> pieces(String older, String newer) {
        var old = Tokens.of(older);
        var now = Tokens.of(newer);
        var pieces = new Pieces();
        var next = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            var source = delta.getSource();
            pieces.same(String.join("", old.subList(next, source.getPosition())));
            pieces.differ(
                    String.join("", source.getLines()),
                    String.join("", delta.getTarget().getLines()));
            next = source.getPosition() + source.size();
        }
        pieces.same(String.join("", old.subList(next, old.size())));
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

    private static List<Blocks> about(ArticleSource source) {
        return Stream.of(
                        source.question(),
                        String.join(", ", source.topics()),
                        String.join(", ", source.drugs()),
                        String.join(", ", source.makers()),
                        source.risk().name())
                .map(line -> new Blocks(Shape.PARAGRAPH, List.of(line)))
                .toList();
    }

    private static List<Blocks> references(ArticleSource source) {
        return source.references().stream()
                .map(reference -> new Blocks(Shape.ITEM, List.of(inWords(reference))))
                .toList();
    }

    private static String inWords(Reference reference) {
        var authors =
                reference.authors().stream().map(TextDiff::name).collect(Collectors.joining(", "));
        return Stream.of(
                        reference.number() + ".",
                        reference.kind().label() + ":",
                        authors.isEmpty() ? null : authors + ".",
                        reference.title() + ".",
                        reference.containerTitle(),
                        reference.issued(),
                        reference.volume(),
                        reference.issue(),
                        reference.page(),
                        labelled("DOI", reference.doi()),
                        labelled("PMID", reference.pmid()),
                        labelled("set-id", reference.setId()),
                        labelled("version", reference.version()),
                        reference.url())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String labelled(String label, @Nullable String value) {
        return value == null ? null : label + " " + value;
    }

    private static String name(Author author) {
        return author.given() == null ? author.family() : author.family() + " " + author.given();
    }

    private static Map<String, Section> byAnchor(ArticleSource source) {
        return source.sections().stream()
                .collect(
                        Collectors.toMap(
                                Section::anchor,
                                Function.identity(),
                                (first, _) -> first,
                                LinkedHashMap::new));
    }
}
