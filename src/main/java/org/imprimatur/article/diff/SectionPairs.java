package org.imprimatur.article.diff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.imprimatur.article.source.Section;

/**
 * Which section of the older text became which of the newer one. Anchors alone do not tell: the titles {@code HER2+} and
 * {@code HER2-} have the same one, and so have all titles in another script.
 */
final class SectionPairs {

    private static final int NONE = -1;

    private final List<Section> older;
    private final List<Section> newer;
    private final int[] olds;
    private final boolean[] taken;

    /** @param alike whether two texts in the same place are one that was changed */
    SectionPairs(List<Section> older, List<Section> newer, BiPredicate<Section, Section> alike) {
        this.older = older;
        this.newer = newer;
        this.olds = new int[newer.size()];
        this.taken = new boolean[older.size()];
        Arrays.fill(olds, NONE);
        pair(section -> List.of(section.kind(), section.title(), section.markdown()));
        pair(section -> List.of(section.kind(), section.title()));
        pair(Section::title);
        pair(Section::markdown);
        pair(Section::anchor);
        pairByPlace(alike);
    }

    private void pair(Function<Section, Object> trait) {
        var free = new HashMap<Object, Queue<Integer>>();
        for (var index = 0; index < older.size(); index++) {
            if (!taken[index]) {
                free.computeIfAbsent(trait.apply(older.get(index)), _ -> new ArrayDeque<>())
                        .add(index);
            }
        }
        for (var index = 0; index < newer.size(); index++) {
            var same = olds[index] == NONE ? free.get(trait.apply(newer.get(index))) : null;
            if (same != null && !same.isEmpty()) {
                take(index, Objects.requireNonNull(same.poll()));
            }
        }
    }

    /** What follows the same section as before. */
    private void pairByPlace(BiPredicate<Section, Section> alike) {
        var next = 0;
        for (var index = 0; index < newer.size(); index++) {
            if (olds[index] == NONE
                    && next < older.size()
                    && !taken[next]
                    && alike.test(older.get(next), newer.get(index))) {
                take(index, next);
            }
            next = olds[index] == NONE ? next : olds[index] + 1;
        }
    }

    private void take(int index, int old) {
        olds[index] = old;
        taken[old] = true;
    }

    boolean isAdded(int index) {
        return olds[index] == NONE;
    }

    /** The place among the older sections of the one that became the newer one at this place. */
    int old(int index) {
        return olds[index];
    }

    boolean isRemoved(int old) {
        return !taken[old];
    }

    /** Whether the sections at these newer places changed sides with others; added ones did not. */
    boolean[] moved() {
        var moved = new boolean[olds.length];
        var paired = Arrays.stream(olds).filter(old -> old != NONE).toArray();
        var rising = Alignment.rising(paired);
        var count = 0;
        for (var index = 0; index < olds.length; index++) {
            moved[index] = olds[index] != NONE && !rising.get(count++);
        }
        return moved;
    }
}
