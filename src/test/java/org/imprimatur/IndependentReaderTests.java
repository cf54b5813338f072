package org.imprimatur;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A stranger's programme, written from C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles and tlog-proof and
 * from RFC 6962 alone, with nothing of the product's, reads what the installation publishes: each file is taken apart and
 * put together again to the same bytes.
 */
@SystemTest
class IndependentReaderTests {

    @Autowired Api api;
    @Autowired Story story;

    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;

    /** {@code name+id+base64(type ‖ key)} */
    private record Key(String name, byte[] key) {

        static Key read(String vkey) {
            var parts = vkey.split("\\+", 3);
            var typed = Base64.getDecoder().decode(parts[2]);
            assertThat(typed).hasSize(33);
            assertThat(typed[0]).isEqualTo(ED25519);
            var key = new Key(parts[0], Arrays.copyOfRange(typed, 1, 33));
            assertThat("%08x".formatted(key.id(ED25519))).isEqualTo(parts[1]);
            return key;
        }

        int id(byte type) {
            return ByteBuffer.wrap(sha256(name.getBytes(UTF_8), new byte[] {'\n', type}, key))
                    .getInt();
        }

        boolean verifies(byte[] signature, String message) {
            try {
                var little = key.clone();
                var odd = (little[31] & 0x80) != 0;
                little[31] &= 0x7f;
                for (var i = 0; i < 16; i++) {
                    var swapped = little[i];
                    little[i] = little[31 - i];
                    little[31 - i] = swapped;
                }
                var point = new EdECPoint(odd, new BigInteger(1, little));
                var verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(
                        KeyFactory.getInstance("Ed25519")
                                .generatePublic(
                                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
                verifier.update(message.getBytes(UTF_8));
                return verifier.verify(signature);
            } catch (GeneralSecurityException malformed) {
                return false;
            }
        }
    }

    private record Line(String name, int id, byte[] signature) {

        @Override
        public String toString() {
            var bytes = ByteBuffer.allocate(4 + signature.length).putInt(id).put(signature).array();
            return "— " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }
    }

    private record Note(String origin, long size, byte[] root, List<Line> lines) {

        static Note read(String text) {
            var split = text.lastIndexOf("\n\n");
            var head = text.substring(0, split).split("\n", -1);
            var lines = new ArrayList<Line>();
            for (var line : text.substring(split + 2).split("\n")) {
                var words = line.split(" ");
                assertThat(words).hasSize(3);
                assertThat(words[0]).isEqualTo("—");
                var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(words[2]));
                var id = bytes.getInt();
                var signature = new byte[bytes.remaining()];
                bytes.get(signature);
                lines.add(new Line(words[1], id, signature));
            }
            assertThat(head).hasSize(3);
            return new Note(
                    head[0], Long.parseLong(head[1]), Base64.getDecoder().decode(head[2]), lines);
        }

        String body() {
            return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
        }

        @Override
        public String toString() {
            var text = new StringBuilder(body()).append('\n');
            lines.forEach(text::append);
            return text.toString();
        }

        boolean isSignedBy(Key key) {
            return lines.stream()
                    .anyMatch(
                            line ->
                                    line.name.equals(key.name)
                                            && line.id == key.id(ED25519)
                                            && key.verifies(line.signature, body()));
        }

        /** @return the second at which the key cosigned */
        long cosignedAt(Key key) {
            for (var line : lines) {
                if (line.name.equals(key.name) && line.id == key.id(COSIGNATURE)) {
                    var bytes = ByteBuffer.wrap(line.signature);
                    var time = bytes.getLong();
                    var signature = new byte[bytes.remaining()];
                    bytes.get(signature);
                    if (key.verifies(signature, "cosignature/v1\ntime " + time + "\n" + body())) {
                        return time;
                    }
                }
            }
            return -1;
        }
    }

    @Test
    void takesACheckpointApartAndPutsItTogetherAgain() {
        story.article().approved(Cast.RAVI, Cast.OLGA);
        var text = text("/log/checkpoint");
        var note = Note.read(text);
        var key = key();

        assertThat(note).hasToString(text);
        assertThat(note.origin).isEqualTo(key.name);
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(Instant.ofEpochSecond(note.cosignedAt(key)))
                .isBetween(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(5));
        var other = new Note(note.origin, note.size + 1, note.root, note.lines);
        assertThat(other.isSignedBy(key)).isFalse();
        assertThat(other.cosignedAt(key)).isEqualTo(-1);
    }

    @Test
    void buildsTheRootFromTheTiles() {
        var note = Note.read(text("/log/checkpoint"));

        var hashes = tiles(0, note.size, 32);
        var leaves = new ArrayList<byte[]>();
        for (var bundle : tiles("entries", note.size)) {
            for (var rest = ByteBuffer.wrap(bundle); rest.hasRemaining(); ) {
                var entry = new byte[Short.toUnsignedInt(rest.getShort())];
                rest.get(entry);
                leaves.add(sha256(new byte[] {0}, entry));
            }
        }
        assertThat(leaves).hasSize((int) note.size);
        assertThat(hashes.toArray(byte[][]::new)).isDeepEqualTo(leaves.toArray(byte[][]::new));
        assertThat(root(leaves)).isEqualTo(note.root);
        if (note.size >= 256) {
            assertThat(tiles(1, note.size / 256, 32).getFirst())
                    .isEqualTo(root(leaves.subList(0, 256)));
        }
    }

    @Test
    void takesAProofApartAndPutsItTogetherAgain() {
        var article = story.article().approved(Cast.RAVI, Cast.OLGA);
        api.proven(article.slug);
        var text = text("/articles/" + article.slug + "/revisions/1/proof.tlog-proof");
        var split = text.indexOf("\n\n");
        var lines = new ArrayList<>(List.of(text.substring(0, split).split("\n")));
        assertThat(lines.removeFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
        var extra = Base64.getDecoder().decode(lines.removeFirst().substring("extra ".length()));
        var index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        var path = lines.stream().map(line -> Base64.getDecoder().decode(line)).toList();
        var note = Note.read(text.substring(split + 2));

        var again =
                new StringBuilder("c2sp.org/tlog-proof@v1\nextra ")
                        .append(Base64.getEncoder().encodeToString(extra))
                        .append("\nindex ")
                        .append(index)
                        .append('\n');
        path.forEach(hash -> again.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        assertThat(again.append('\n').append(note)).hasToString(text);
        assertThat(note.isSignedBy(key())).isTrue();
        var leaf = tiles(0, note.size, 32).get((int) index);
        assertThat(rootOver(leaf, index, note.size, path)).isEqualTo(note.root);
        leaf[0] ^= 1;
        assertThat(rootOver(leaf, index, note.size, path)).isNotEqualTo(note.root);
    }

    private Key key() {
        return Key.read(text("/log/key").strip().lines().toList().getLast());
    }

    private String text(String path) {
        return new String(api.anonymously(path).get().expect(200).response().body(), UTF_8);
    }

    private List<byte[]> tiles(int level, long count, int width) {
        var parts = new ArrayList<byte[]>();
        for (var tile : tiles(Integer.toString(level), count)) {
            assertThat(tile.length % width).isZero();
            for (var from = 0; from < tile.length; from += width) {
                parts.add(Arrays.copyOfRange(tile, from, from + width));
            }
        }
        return parts;
    }

    /** All of one level, the last one as wide as the tree is. */
    private List<byte[]> tiles(String level, long count) {
        var tiles = new ArrayList<byte[]>();
        for (var index = 0L; index * 256 < count; index++) {
            var width = Math.min(256, count - index * 256);
            var name = "%03d".formatted(index % 1000);
            for (var rest = index / 1000; rest > 0; rest /= 1000) {
                name = "x%03d/".formatted(rest % 1000) + name;
            }
            var path = "/log/tile/" + level + "/" + name + (width < 256 ? ".p/" + width : "");
            tiles.add(api.anonymously(path).get().expect(200).response().body());
        }
        return tiles;
    }

    /** MTH, RFC 6962 section 2.1. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var split = 1;
        while (2 * split < leaves.size()) {
            split *= 2;
        }
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** From the last of PATH(m, D[n]) backwards, as section 2.1.1 defines it. */
    private static byte[] rootOver(byte[] leaf, long index, long size, List<byte[]> path) {
        if (size <= 1 || path.isEmpty()) {
            return leaf;
        }
        var split = Long.highestOneBit(size - 1);
        var below = path.subList(0, path.size() - 1);
        return index < split
                ? node(rootOver(leaf, index, split, below), path.getLast())
                : node(path.getLast(), rootOver(leaf, index - split, size - split, below));
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException absent) {
            throw new AssertionError(absent);
        }
    }
}
