package org.imprimatur.article.diff;

import com.github.difflib.DiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Finds what two sequences have in common, in the same order.
 *
 * <p>Short stretches get the smallest difference there is, which takes quadratic time. Long ones are first divided at
 * elements that each side has once.
 */
final class Alignment {

    /** A stretch replaced by another; either may be empty. */
    record Delta(int oldFrom, int oldTo, int newFrom, int newTo) {}

    /** The most elements on both sides together that are compared in quadratic time. */
    private static final int SHORT = 500;

    /** How often a stretch is divided again; each time reads all of it. */
    private static final int DEEPEST = 8;

    private static final int NONE = -1;

    private final int[] older;
    private final int[] newer;
    private final int[] partners;
    private final Work work;

    private Alignment(int[] older, int[] newer, Work work) {
        this.older = older;
        this.newer = newer;
        this.work = work;
        this.partners = new int[older.length];
        Arrays.fill(partners, NONE);
    }

    /** What differs, in order and without stretches that touch. */
    static <T> List<Delta> of(List<T> older, List<T> newer, Work work) {
        var numbers = new HashMap<T, Integer>();
        var alignment = new Alignment(numbered(older, numbers), numbered(newer, numbers), work);
        alignment.align(0, older.size(), 0, newer.size(), 0);
        return alignment.deltas();
    }

    private static <T> int[] numbered(List<T> elements, Map<T, Integer> numbers) {
        return elements.stream()
                .mapToInt(element -> numbers.computeIfAbsent(element, _ -> numbers.size()))
                .toArray();
    }

    private void align(int oldFrom, int oldTo, int newFrom, int newTo, int depth) {
        var from = oldFrom;
        var start = newFrom;
        while (from < oldTo && start < newTo && older[from] == newer[start]) {
            partners[from++] = start++;
        }
        var to = oldTo;
        var end = newTo;
        while (to > from && end > start && older[to - 1] == newer[end - 1]) {
            partners[--to] = --end;
        }
        if (from == to || start == end) {
            return;
        }
        if (to - from + end - start <= SHORT) {
            compare(from, to, start, end);
        } else if (depth < DEEPEST) {
            divide(from, to, start, end, depth);
        }
    }

    private void compare(int oldFrom, int oldTo, int newFrom, int newTo) {
        if (!work.isLeft()) {
            return;
        }
        var old = Arrays.stream(older, oldFrom, oldTo).boxed().toList();
        var now = Arrays.stream(newer, newFrom, newTo).boxed().toList();
        var next = oldFrom;
        var partner = newFrom;
        var differing = 1;
        for (var delta : DiffUtils.diff(old, now).getDeltas()) {
            while (next < oldFrom + delta.getSource().getPosition()) {
                partners[next++] = partner++;
            }
            next += delta.getSource().size();
            partner += delta.getTarget().size();
            differing += delta.getSource().size() + delta.getTarget().size();
        }
        while (next < oldTo) {
            partners[next++] = partner++;
        }
        work.spend((long) (old.size() + now.size()) * differing);
    }

    private void divide(int oldFrom, int oldTo, int newFrom, int newTo, int depth) {
        work.spend(oldTo - oldFrom + newTo - newFrom);
        var before = once(older, oldFrom, oldTo);
        var after = once(newer, newFrom, newTo);
        var olds = new ArrayList<Integer>();
        var news = new ArrayList<Integer>();
        for (var index = newFrom; index < newTo; index++) {
            var old = before.get(newer[index]);
            if (old != null && after.containsKey(newer[index])) {
                olds.add(old);
                news.add(index);
            }
        }
        var rising = rising(olds.stream().mapToInt(Integer::intValue).toArray());
        var from = oldFrom;
        var start = newFrom;
        for (var shared = rising.nextSetBit(0);
                shared >= 0;
                shared = rising.nextSetBit(shared + 1)) {
            partners[olds.get(shared)] = news.get(shared);
            align(from, olds.get(shared), start, news.get(shared), depth + 1);
            from = olds.get(shared) + 1;
            start = news.get(shared) + 1;
        }
        if (!rising.isEmpty()) {
            align(from, oldTo, start, newTo, depth + 1);
        }
    }

    /** The places of those elements that the stretch has once. */
    private static Map<Integer, Integer> once(int[] elements, int from, int to) {
        var places = new HashMap<Integer, Integer>();
        var again = new HashSet<Integer>();
        for (var index = from; index < to; index++) {
            if (places.putIfAbsent(elements[index], index) != null) {
                again.add(elements[index]);
            }
        }
        places.keySet().removeAll(again);
        return places;
    }

    /** The places of as many values as possible that rise from left to right; the values differ from each other. */
    static BitSet rising(int[] values) {
        var lasts = new int[values.length];
        var previous = new int[values.length];
        var longest = 0;
        for (var index = 0; index < values.length; index++) {
            var low = 0;
            var high = longest;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (values[lasts[middle]] < values[index]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[index] = low == 0 ? NONE : lasts[low - 1];
            lasts[low] = index;
            longest = Math.max(longest, low + 1);
        }
        var rising = new BitSet(values.length);
        for (var index = longest == 0 ? NONE : lasts[longest - 1];
                index != NONE;
                index = previous[index]) {
            rising.set(index);
        }
        return rising;
    }

    private List<Delta> deltas() {
        var deltas = new ArrayList<Delta>();
        var from = 0;
        var start = 0;
        for (var index = 0; index < older.length; index++) {
            if (partners[index] == NONE) {
                continue;
            }
            if (from < index || start < partners[index]) {
                deltas.add(new Delta(from, index, start, partners[index]));
            }
            from = index + 1;
            start = partners[index] + 1;
        }
        if (from < older.length || start < newer.length) {
            deltas.add(new Delta(from, older.length, start, newer.length));
        }
        return deltas;
    }
}
