package org.imprimatur.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which entries disclose nothing, and which later ones say why. One that was silenced may say anything, so that it was has to
 * have been agreed: one person asked, another one consented, and the redactions follow that consent without anything between,
 * as what one transaction appended.
 *
 * <p>{@code request} ties the consent to the request and {@code correlation} the redactions to the consent; both are in the
 * leaf, so that they hold when a payload is forgotten, as that of a request always is. Who the two were is then not told.
 */
final class Redactions {

    private static final int TOLD = 100;

    private final Findings findings;
    private final boolean asFile;
    private final Set<Long> silent = new HashSet<>();
    private final List<String> told = new ArrayList<>();

    /** Who asked, by request, as long as nobody has answered; nothing where that is not told. */
    private final Map<Object, Optional<String>> asked = new HashMap<>();

    /** By the entry that redacts, what it does, as long as no checkpoint covers it. */
    private final TreeMap<Long, Long> unsigned = new TreeMap<>();

    private @Nullable Consent consent;
    private long withheld;
    private long count;
    private long byUntold;
    private long begun = Long.MAX_VALUE;
    private long stillTold;

    /** @param asFile where what is not signed explains nothing */
    Redactions(Findings findings, boolean asFile) {
        this.findings = findings;
        this.asFile = asFile;
    }

    /** From this entry on, what was told may have been read before it was redacted. */
    void begun(long entries) {
        begun = entries;
    }

    /**
     * What is being redacted for.
     *
     * @param objection why it is no consent
     * @param persons who asked and who consented; empty where that is not told
     */
    private record Consent(
            long seq, Object correlation, Optional<String> objection, String persons) {}

    /** In the order of the trail. */
    void entry(ExaminedEntry entry) {
        if (entry.entry().payload() == null) {
            withheld++;
        }
        if (entry.isSilent()) {
            silent.add(entry.entry().seq());
        }
        var agreed = consent;
        if (agreed != null && !agreed.correlation.equals(entry.leaf().get("correlation"))) {
            consent = null;
        }
        switch (entry.action()) {
            case "REDACTION_REQUESTED" -> asked.put(request(entry), actor(entry));
            case "REDACTION_DECLINED" -> asked.remove(request(entry));
            case "REDACTION_CONSENTED" -> consent = consent(entry, asked.remove(request(entry)));
            default -> {}
        }
        if (entry.redacts() != ExaminedEntry.NONE) {
            redacted(entry.entry().seq(), entry.redacts());
        }
    }

    private static Object request(ExaminedEntry entry) {
        return entry.leaf().getOrDefault("request", "");
    }

    private static Optional<String> actor(ExaminedEntry entry) {
        return Optional.ofNullable(entry.disclosed().get("actor"));
    }

    private static Consent consent(ExaminedEntry entry, @Nullable Optional<String> asker) {
        var second = actor(entry);
        var first = entry.disclosed().get("requester");
        String objection = null;
        if (asker == null) {
            objection = "nobody had asked for it";
        } else if (!ExaminedEntry.isCommitment(entry.leaf().get("requester"))
                || first != null && !asker.orElse(first).equals(first)) {
            objection = "who consented does not say who had asked for it";
        } else if (first != null && second.equals(Optional.of(first))) {
            objection = "who asked for it consented to it";
        }
        return new Consent(
                entry.entry().seq(),
                entry.leaf().getOrDefault("correlation", ""),
                Optional.ofNullable(objection),
                first == null || second.isEmpty()
                        ? ""
                        : ", for which %s asked and %s consented"
                                .formatted(
                                        Encoding.shortened(first),
                                        Encoding.shortened(second.get())));
    }

    private void redacted(long by, long seq) {
        var wasSilent = silent.remove(seq);
        var agreed = consent;
        if (agreed == null) {
            refuse(by, seq, "nobody had consented to it");
        } else if (agreed.objection.isPresent()) {
            refuse(by, seq, agreed.objection.get());
        } else if (seq >= agreed.seq) {
            refuse(by, seq, "it is not older than the consent");
        } else if (wasSilent) {
            count++;
            unsigned.put(by, seq);
            if (agreed.persons.isEmpty()) {
                byUntold++;
            }
            if (told.size() < TOLD) {
                told.add(
                        "redacted at seq %d, as the entry at seq %d says%s"
                                .formatted(seq, by, agreed.persons));
            }
        } else if (withheld == 0 && by >= begun) {
            stillTold++;
        } else if (withheld == 0) {
            refuse(by, seq, "it was not silenced");
        }
    }

    /** The log signed the entries below this size. */
    void signed(long size) {
        unsigned.headMap(size).clear();
    }

    /** Whoever hands a file on can write what they like after what was signed. */
    private void requireSigned() {
        unsigned.forEach(
                (by, seq) ->
                        findings.add(
                                Verdict.PAYLOAD_MISMATCH,
                                seq,
                                "it discloses nothing, and the entry at seq %d, which redacts it, is not signed"
                                        .formatted(by)));
    }

    private void refuse(long by, long seq, String why) {
        findings.add(
                Verdict.PAYLOAD_MISMATCH,
                by,
                "it redacted the entry at seq %d, and %s".formatted(seq, why));
    }

    /** @return sentences for people */
    List<String> end() {
        if (asFile) {
            requireSigned();
        }
        for (var seq : new TreeSet<>(silent)) {
            findings.add(
                    Verdict.PAYLOAD_MISMATCH, seq, "it discloses nothing, and no entry redacts it");
        }
        var sentences = new ArrayList<>(told);
        if (count > told.size()) {
            sentences.add("redacted in all: " + count);
        }
        if (byUntold > 0) {
            sentences.add(
                    "redactions of which it is redacted or withheld who agreed on them, and was not checked: "
                            + byUntold);
        }
        if (stillTold > 0) {
            sentences.add("redacted while this file was written, and told in it: " + stillTold);
        }
        if (withheld > 0) {
            sentences.add("payloads withheld by whoever exported: " + withheld);
        }
        return sentences;
    }
}
