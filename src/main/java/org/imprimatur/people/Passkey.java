package org.imprimatur.people;

import java.util.Base64;
import java.util.UUID;

/**
 * A stored key.
 *
 * @param publicKey as SubjectPublicKeyInfo
 * @param algorithm as COSE numbers it
 * @param isBackupEligible whether its maker says that it can live on several devices; that never changes
 * @param signatureCount how often it has signed, as it said last; many keys always say 0
 */
record Passkey(
        UUID id,
        AccountId account,
        String name,
        byte[] credential,
        byte[] publicKey,
        int algorithm,
        boolean isBackupEligible,
        long signatureCount) {

    PasskeyProfile told() {
        return told(name);
    }

    PasskeyProfile told(String name) {
        return new PasskeyProfile(name, base64(credential), base64(publicKey), algorithm);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
