package org.imprimatur.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A piece of the tree, or of its entries, under its own address: C2SP tlog-tiles, "Merkle Tree" and "Log entries".
 *
 * @param level from 0 to 63, or {@link #ENTRIES}
 * @param index which tile of the level, from 0
 * @param width how many hashes or entries, 256 in a full one
 */
public record Tile(int level, long index, int width) {

    public static final int FULL = 256;
    public static final int ENTRIES = -1;

    /** A tile stands for a subtree of this height. */
    public static final int HEIGHT = 8;

    private static final int MOST_LEVELS = 63;
    private static final Pattern PATH =
            Pattern.compile(
                    "(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > MOST_LEVELS || index < 0 || width < 1 || width > FULL) {
            throw new Unreadable("no such tile: " + level + "/" + index + ", width " + width);
        }
    }

    /**
     * Reads what stands behind {@code /tile/}.
     *
     * @throws Unreadable if it is not the one spelling of a tile's address
     */
    public static Tile parse(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new Unreadable("not the path of a tile: " + Encoding.shortened(path));
        }
        var level =
                matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        var index = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
        var width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        var tile = new Tile(level, index, width);
        if (!tile.path().equals(path)) { // a full one with a width, an index with needless zeros
            throw new Unreadable("not the path of a tile: " + Encoding.shortened(path));
        }
        return tile;
    }

    /** What stands behind {@code /tile/}: {@code 0/x001/x234/067}, {@code entries/000.p/8}. */
    public String path() {
        var digits = String.format(Locale.ROOT, "%03d", index % 1000);
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            digits = String.format(Locale.ROOT, "x%03d/", rest % 1000) + digits;
        }
        return (level == ENTRIES ? "entries" : Integer.toString(level))
                + "/"
                + digits
                + (width == FULL ? "" : ".p/" + width);
    }

    /**
     * The tile at this place in a tree of this size: full, partial, or none.
     *
     * @return 0 if a tree of this size has nothing there
     */
    public static int widthAt(int level, long index, long size) {
        var shift = HEIGHT * Math.max(level, 0);
        var hashes = shift < Long.SIZE ? size >> shift : 0;
        var before = Math.multiplyHigh(index, FULL) == 0 ? index * FULL : Long.MAX_VALUE;
        return before < 0 ? 0 : (int) Math.clamp(hashes - before, 0L, FULL);
    }

    /** The position of the first entry or of the first hash within its level. */
    public long first() {
        return Math.multiplyExact(index, (long) FULL);
    }

    /** The tile's bytes: hashes one after the other. */
    public static byte[] bytes(List<Hash> hashes) {
        var bytes = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> bytes.put(hash.shared()));
        return bytes.array();
    }

    /** @throws Unreadable if they are not hashes one after the other */
    public static List<Hash> hashes(byte[] bytes) {
        if (bytes.length % Hash.LENGTH != 0) {
            throw new Unreadable("a tile of " + bytes.length + " bytes");
        }
        var hashes = new ArrayList<Hash>();
        for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
            var hash = new byte[Hash.LENGTH];
            buffer.get(hash);
            hashes.add(new Hash(hash));
        }
        return hashes;
    }

    /** An entry bundle's bytes: each entry behind its length, 16 bits big-endian. */
    public static byte[] bundle(List<byte[]> entries) {
        var bytes = ByteBuffer.allocate(entries.stream().mapToInt(entry -> 2 + entry.length).sum());
        entries.forEach(
                entry -> {
                    if (entry.length > 0xFFFF) {
                        throw new IllegalArgumentException("An entry has at most 65,535 bytes");
                    }
                    bytes.putShort((short) entry.length).put(entry);
                });
        return bytes.array();
    }

    /** @throws Unreadable if they are not an entry bundle's */
    public static List<byte[]> entries(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        for (var buffer = ByteBuffer.wrap(bundle); buffer.hasRemaining(); ) {
            if (buffer.remaining() < 2) {
                throw new Unreadable("an entry bundle that ends within a length");
            }
            var entry = new byte[Short.toUnsignedInt(buffer.getShort())];
            if (buffer.remaining() < entry.length) {
                throw new Unreadable("an entry bundle that ends within an entry");
            }
            buffer.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
