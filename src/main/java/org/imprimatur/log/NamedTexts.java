package org.imprimatur.log;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts that lie beside a trail, each named by its hash: whoever names a file by its hash has proven nothing yet. An entry
 * that the log signed has to be about it.
 */
final class NamedTexts implements VerifyTrail.Reader {

    private final Map<String, String> sought = new TreeMap<>();

    /** Those of them that an entry is about which no checkpoint covers yet. */
    private final Set<String> unsigned = new HashSet<>();

    private long entries;
    private long untold;
    private long untoldUnsigned;

    /** @param hash hexadecimal */
    void seek(String hash, String name) {
        sought.put(hash, name);
    }

    @Override
    public void entry(ReadEntry entry) {
        entries++;
        var named = entry.leaf().get("contentHash");
        if (ExaminedEntry.isCommitment(named)) {
            named = entry.disclosed().get("contentHash");
            if (named == null) {
                untoldUnsigned++;
            }
        }
        if (named instanceof String hash && sought.containsKey(hash)) {
            unsigned.add(hash);
        }
    }

    @Override
    public void signed(long size) {
        sought.keySet().removeAll(unsigned);
        unsigned.clear();
        untold += untoldUnsigned;
        untoldUnsigned = 0;
    }

    /** What comes after the last checkpoint is nobody’s word, and another trail may come. */
    void endOfTrail() {
        unsigned.clear();
        untoldUnsigned = 0;
    }

    /** @return sentences for people about texts of which nobody can say that they are the trail's */
    List<String> end(Findings findings) {
        if (sought.isEmpty()) {
            return List.of();
        }
        var names = List.copyOf(sought.values());
        if (entries == 0) {
            return List.of("no trail here could name " + Encoding.listed(names));
        }
        if (untold > 0) {
            return List.of(
                    "named by no entry that says which text it is about, and %d do not say: %s"
                            .formatted(untold, Encoding.listed(names)));
        }
        names.forEach(
                name -> findings.add(Verdict.PAYLOAD_MISMATCH, "no signed entry is about " + name));
        return List.of();
    }
}
