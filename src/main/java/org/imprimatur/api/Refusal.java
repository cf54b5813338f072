package org.imprimatur.api;

import java.util.Map;

/**
 * A request that was understood and is refused, with a sentence for the person who asked.
 *
 * <p>Thrown inside a transaction it rolls everything back: a refusal never leaves half a change behind.
 */
public class Refusal extends RuntimeException {

    private final ProblemType type;
    private final transient Map<String, Object> details;

    public Refusal(ProblemType type, String sentence) {
        this(type, sentence, Map.of());
    }

    public Refusal(ProblemType type, Sentence sentence) {
        this(type, sentence.english(), Map.of());
    }

    /** @param details further members of the problem document, for example {@code holder} and {@code since} */
    public Refusal(ProblemType type, String sentence, Map<String, Object> details) {
        super(sentence, null, false, false);
        this.type = type;
        this.details = details;
    }

    public ProblemType type() {
        return type;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> details() {
        return details;
    }

    /** What the caller may not see is answered like what does not exist. */
    public static Refusal notFound() {
        return new Refusal(ProblemType.NOT_FOUND, "There is nothing here that you may see.");
    }

    public static Refusal invalid(String sentence) {
        return new Refusal(ProblemType.INVALID_INPUT, sentence);
    }

    public static Refusal notAllowed(String sentence) {
        return new Refusal(ProblemType.NOT_ALLOWED, sentence);
    }
}
