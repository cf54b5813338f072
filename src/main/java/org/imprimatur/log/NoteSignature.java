package org.imprimatur.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note: C2SP signed-note, "Signatures". Says who claims to have signed, not whether they did.
 *
 * @param keyId the first four bytes
 * @param signature the bytes after them
 */
public record NoteSignature(String name, int keyId, byte[] signature) {

    private static final String MARK = "— ";
    private static final int KEY_ID_LENGTH = 4;

    public NoteSignature {
        requireName(name);
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** @param line without its newline */
    static NoteSignature parse(String line) {
        var blank = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || blank < MARK.length()) {
            throw new Unreadable("not a signature line: " + Encoding.shortened(line));
        }
        var bytes = Encoding.base64(line.substring(blank + 1));
        if (bytes.length <= KEY_ID_LENGTH) {
            throw new Unreadable("a signature line without a signature");
        }
        return new NoteSignature(
                line.substring(MARK.length(), blank),
                Bytes.int32(bytes, 0),
                Arrays.copyOfRange(bytes, KEY_ID_LENGTH, bytes.length));
    }

    /** Key names are not empty and hold neither blanks nor a plus. */
    static String requireName(String name) {
        if (name.isEmpty()
                || name.codePoints()
                        .anyMatch(
                                c ->
                                        c == '+'
                                                || Character.isSpaceChar(c)
                                                || Character.isWhitespace(c)
                                                || Character.isISOControl(c))) {
            throw new Unreadable("not the name of a key: " + Encoding.shortened(name));
        }
        return name;
    }

    /** Without its newline. */
    public String line() {
        var bytes =
                ByteBuffer.allocate(KEY_ID_LENGTH + signature.length).putInt(keyId).put(signature);
        return MARK + name + " " + Base64.getEncoder().encodeToString(bytes.array());
    }
}
