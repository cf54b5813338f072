package org.imprimatur.api;

import java.util.Map;

/**
 * A request that was understood and is refused, with a sentence for the person who asked.
 *
 * <p>Thrown inside a transaction it rolls everything back: a refusal never leaves half a change behind.
 */
public class Refusal extends RuntimeException {

    /** The member that says after how many seconds it may be tried again. */
    public static final String RETRY_AFTER = "retryAfter";

    private final ProblemType type;
    private final transient Sentence sentence;
    private final transient Map<String, Object> details;

    public Refusal(ProblemType type, Sentence sentence) {
        this(type, sentence, Map.of());
    }

    /** @param details further members of the problem document, for example {@code holder} and {@code since} */
    public Refusal(ProblemType type, Sentence sentence, Map<String, Object> details) {
        super(null, null, false, false);
        this.type = type;
        this.sentence = sentence;
        this.details = details;
    }

    public ProblemType type() {
        return type;
    }

    public Sentence sentence() {
        return sentence;
    }

    public Map<String, Object> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return sentence.english();
    }

    /** What the caller may not see is answered like what does not exist. */
    public static Refusal notFound() {
        return new Refusal(ProblemType.NOT_FOUND, Sentence.of("refusal.not-found"));
    }

    public static Refusal invalid(Sentence sentence) {
        return new Refusal(ProblemType.INVALID_INPUT, sentence);
    }

    public static Refusal notAllowed(Sentence sentence) {
        return new Refusal(ProblemType.NOT_ALLOWED, sentence);
    }
}
