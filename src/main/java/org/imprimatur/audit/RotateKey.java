package org.imprimatur.audit;

import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** Puts the key in place that shall follow the signer's. The signer hands over to it in the trail with its next checkpoint. */
public final class RotateKey {

    private RotateKey() {}

    /** It was not put there; the message is a sentence for people. */
    public static final class Refused extends RuntimeException {

        Refused(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * @param settings {@code imprimatur.log.directory} names the signer's folder
     * @return the new verifier key
     * @throws Refused where nothing signs, or a key waits already
     */
    public static String in(Environment settings) {
        var folder =
                new SignerFolder(Path.of(settings.getRequiredProperty("imprimatur.log.directory")));
        if (!folder.hasKey() || !folder.hasState()) {
            throw new Refused("There is no signer's key and memory in " + folder.directory() + ".");
        }
        if (folder.nextKey().isPresent()) {
            throw new Refused("A key waits already until the signer takes it up.");
        }
        return folder.makeNextKey(folder.key().verifier().name()).verifier().toString();
    }
}
