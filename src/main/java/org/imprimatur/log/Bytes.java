package org.imprimatur.log;

import java.nio.ByteBuffer;

/** Big-endian numbers and joined bytes. */
final class Bytes {

    private Bytes() {}

    static int int32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    static long int64(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getLong(at);
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
