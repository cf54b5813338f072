package org.imprimatur.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the log went on under another name, and whether what it says was signed before is what is here. That entries are
 * missing is no finding, because two persons said so; a reader is told in any case.
 */
final class Reopenings {

    private static final int TOLD = 100;

    private final SignedGrowth growth;
    private final List<String> told = new ArrayList<>();
    private long count;

    Reopenings(SignedGrowth growth) {
        this.growth = growth;
    }

    /** In the order of the trail. */
    void entry(ExaminedEntry entry) {
        if (!"LOG_REOPENED".equals(entry.action())) {
            return;
        }
        count++;
        if (told.size() < TOLD
                && entry.leaf().get("fromOrigin") instanceof String origin
                && entry.leaf().get("size") instanceof Long size
                && entry.leaf().get("root") instanceof String root) {
            told.add(
                    "opened again at seq %d: before, %d entries were signed as %s, %s"
                            .formatted(
                                    entry.entry().seq(),
                                    size,
                                    Encoding.shortened(origin),
                                    standing(entry.entry().seq(), size, root)));
        }
    }

    private String standing(long seq, long size, String root) {
        if (size > seq) {
            return "at least %d of which are lost".formatted(size - seq);
        }
        return growth.rootAt(size)
                .map(
                        here ->
                                here.hex().equals(root)
                                        ? "and they are all here"
                                        : "which are not those that are here")
                .orElse("which nothing shows any more");
    }

    /** @return sentences for people */
    List<String> end() {
        var sentences = new ArrayList<>(told);
        if (count > told.size()) {
            sentences.add("opened again in all: " + count + " times");
        }
        return sentences;
    }
}
