package org.imprimatur.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts that lie beside a trail, each named by its hash: whoever names a file by its hash has proven nothing yet. An entry
 * has to be about it.
 */
final class NamedTexts {

    private final Map<String, String> sought = new TreeMap<>();
    private long entries;
    private long untold;

    /** @param hash hexadecimal */
    void seek(String hash, String name) {
        sought.put(hash, name);
    }

    void entry(ReadEntry entry) {
        entries++;
        var named = entry.leaf().get("contentHash");
        if (ExaminedEntry.isCommitment(named)) {
            named = entry.disclosed().get("contentHash");
            if (named == null) {
                untold++;
            }
        }
        if (named != null) {
            sought.remove(named);
        }
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
        names.forEach(name -> findings.add(Verdict.PAYLOAD_MISMATCH, "no entry is about " + name));
        return List.of();
    }
}
