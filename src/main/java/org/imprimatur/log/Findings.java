package org.imprimatur.log;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found, in bounded memory: of each verdict the first and how many, and of all together the first thousand. */
public final class Findings {

    private static final int MOST = 1_000;
    private static final long NOWHERE = -1;

    /**
     * One thing that is wrong.
     *
     * @param seq the entry, or -1 where it is about no single one
     * @param reason the rest of a sentence
     */
    public record Finding(Verdict verdict, long seq, String reason) {

        /** What names an entry comes first: that is what one can look at. */
        private boolean isBefore(Finding other) {
            return seq != NOWHERE && (other.seq == NOWHERE || seq < other.seq);
        }

        /** {@code GAP seq 7: …} */
        @Override
        public String toString() {
            return verdict + (seq == NOWHERE ? "" : " seq " + seq) + ": " + reason;
        }
    }

    private final Map<Verdict, Finding> first = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final List<Finding> all = new ArrayList<>();

    public void add(Verdict verdict, long seq, String reason) {
        add(new Finding(verdict, seq, reason));
    }

    public void add(Verdict verdict, String reason) {
        add(verdict, NOWHERE, reason);
    }

    void add(Finding finding) {
        first.merge(finding.verdict(), finding, (old, now) -> now.isBefore(old) ? now : old);
        counts.merge(finding.verdict(), 1L, Long::sum);
        if (all.size() < MOST) {
            all.add(finding);
        }
    }

    /** The first of the verdict that is reported before all others; nothing if all is well. */
    public Optional<Finding> first() {
        return first.values().stream().findFirst();
    }

    /** The first of each verdict, in the order of {@link Verdict}. */
    public List<Finding> firstOfEach() {
        return List.copyOf(first.values());
    }

    public long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /**
     * The first line is {@code OK} or the finding that is reported before all others; then how often each verdict was found.
     *
     * @param each whether to list them, up to a thousand
     */
    public void print(PrintStream out, boolean each) {
        out.println(first().map(Findings::line).orElse("OK"));
        if (each) {
            all.forEach(finding -> out.println(line(finding)));
            var more = counts.values().stream().mapToLong(Long::longValue).sum() - all.size();
            if (more > 0) {
                out.println("and " + more + " more");
            }
        }
        counts.forEach((verdict, count) -> out.println(verdict + " found " + count + " times"));
    }

    /** What it is about comes from a file that anybody may have made. */
    private static String line(Finding finding) {
        return Encoding.printable(finding.toString());
    }

    /** In the order they were found, at most a thousand. */
    public List<Finding> all() {
        return List.copyOf(all);
    }
}
