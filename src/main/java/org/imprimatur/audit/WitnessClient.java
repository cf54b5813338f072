package org.imprimatur.audit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.imprimatur.log.SignedCheckpoint;
import org.imprimatur.log.SignedNote;
import org.imprimatur.log.Subtrees;
import org.imprimatur.log.Unreadable;
import org.imprimatur.log.Verdict;
import org.imprimatur.log.VerifierKey;

/** Asks a witness to cosign: C2SP tlog-witness, "add-checkpoint". */
final class WitnessClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A few lines, or a sentence. */
    private static final int LONGEST_ANSWER = 1 << 16;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final VerifierKey key;
    private final Duration patience;

    WitnessClient(URI url, VerifierKey key) {
        this(url, key, PATIENCE);
    }

    WitnessClient(URI url, VerifierKey key, Duration patience) {
        this.patience = patience;
        this.address = URI.create(url.toString().replaceFirst("/*$", "") + "/add-checkpoint");
        this.key = key.type() == VerifierKey.Type.COSIGNATURE ? key : key.asCosigner();
    }

    /** It is away, or does not know the log. */
    static final class Refused extends RuntimeException {

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    VerifierKey key() {
        return key;
    }

    /**
     * @param known the size that the witness is thought to have cosigned last; it says so where it knows better
     * @return the checkpoint with the witness's cosignature, of whatever time that says
     * @throws Refused and nothing is changed
     * @throws Unsignable FORK or ROLLBACK if it has seen what this log does not have
     */
    SignedCheckpoint cosign(SignedCheckpoint checkpoint, long known, Subtrees tree) {
        var answer = ask(checkpoint, known, tree);
        if (answer.statusCode() == 409) {
            answer = ask(checkpoint, size(answer.body()), tree);
        }
        if (answer.statusCode() == 409 || answer.statusCode() == 422) {
            throw new Unsignable(
                    Verdict.FORK,
                    "the witness %s has seen another log of this name: it answers %d: %s"
                            .formatted(key.name(), answer.statusCode(), shortened(answer.body())));
        }
        if (answer.statusCode() != 200) {
            throw new Refused(
                    "the witness answers " + answer.statusCode() + ": " + shortened(answer.body()));
        }
        return cosigned(checkpoint, answer.body());
    }

    /** With the lines by the key that is known; a witness may have others, which "the client MUST ignore". */
    private SignedCheckpoint cosigned(SignedCheckpoint checkpoint, String lines) {
        SignedNote answered;
        try {
            answered = SignedNote.parse(checkpoint.checkpoint().text() + "\n" + lines);
        } catch (Unreadable malformed) {
            throw new Refused("the answer is " + malformed.getMessage());
        }
        return answered.signatures().stream()
                .filter(key::isNamedBy)
                .findFirst()
                .map(checkpoint::with)
                .filter(cosigned -> cosigned.cosignedBy(key).isPresent())
                .orElseThrow(() -> new Refused("the answer holds no cosignature of " + key.name()));
    }

    private HttpResponse<String> ask(SignedCheckpoint checkpoint, long old, Subtrees tree) {
        var size = checkpoint.checkpoint().size();
        if (old > size) {
            throw new Unsignable(
                    Verdict.ROLLBACK,
                    "the witness has seen %d entries, and there are %d".formatted(old, size));
        }
        var body = new StringBuilder("old ").append(old).append('\n');
        tree.consistency(old, size).path().forEach(hash -> body.append(hash).append('\n'));
        body.append('\n').append(checkpoint);
        // the timeout of a request ends with the head of its answer, and a body may never come
        var asked =
                http.sendAsync(
                        HttpRequest.newBuilder(address)
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            return asked.get(patience.toMillis(), MILLISECONDS);
        } catch (TimeoutException | ExecutionException away) {
            throw new Refused("the witness does not answer: " + away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        } finally {
            asked.cancel(true);
        }
    }

    private static long size(String body) {
        try {
            var size = Long.parseLong(body.strip());
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException unreadable) {
            // said below, in one sentence for both
        }
        throw new Refused("the witness names no size: " + shortened(body));
    }

    /** What a log line takes of a foreign sentence. */
    private static String shortened(String body) {
        var line = body.strip().replaceAll("[\\p{Cc}\\p{Cf}]", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
