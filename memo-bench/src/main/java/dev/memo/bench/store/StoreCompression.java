// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import com.github.luben.zstd.Zstd;
import dev.memo.bench.probe.Report;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;

/** How much smaller text-like values become, and how long it takes there and back. Confined to one thread. */
public final class StoreCompression {
    private static final int[] KIB = {1, 10, 100};
    private static final int BYTES_A_ROUND = 400 << 10;
    private static final double NANOS = 1e3;

    private StoreCompression() {}

    /**
     * Measures.
     *
     * @param args how often a program is started, the effort
     */
    public static void main(String[] args) {
        boolean quick = args[1].equals("quick");
        Map<String, Compressor> peers = peers();
        for (int round = -10; round < (quick ? 11 : 31); round++) {
            for (int kib : KIB) {
                byte[] plain = text(kib << 10);
                for (Map.Entry<String, Compressor> peer : peers.entrySet()) {
                    measure(peer.getKey() + " " + kib + " KiB", peer.getValue(), plain, round >= 0);
                }
            }
        }
    }

    private static void measure(String peer, Compressor by, byte[] plain, boolean counts) {
        int times = BYTES_A_ROUND / plain.length;
        byte[] packed = by.compress.apply(plain);
        double there = micros(times, plain, by.compress);
        double back = micros(times, packed, bytes -> by.expand.of(bytes, plain.length));
        Rows.require(Arrays.equals(by.expand.of(packed, plain.length), plain));
        if (counts) {
            Report.print(peer, "times smaller", (double) plain.length / packed.length);
            Report.print(peer, "us to compress", there);
            Report.print(peer, "us to expand", back);
        }
    }

    private static double micros(int times, byte[] bytes, UnaryOperator<byte[]> work) {
        int length = 0;
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            length += work.apply(bytes).length;
        }
        double micros = (System.nanoTime() - began) / NANOS / times;
        Rows.require(length > 0);
        return micros;
    }

    private static Map<String, Compressor> peers() {
        Map<String, Compressor> peers = new LinkedHashMap<>();
        peers.put("deflate", new Compressor(StoreCompression::deflate, StoreCompression::inflate));
        peers.put("zstd", new Compressor(bytes -> Zstd.compress(bytes, 1), Zstd::decompress));
        LZ4Factory lz4 = LZ4Factory.fastestInstance();
        peers.put(
                "lz4",
                new Compressor(
                        bytes -> lz4.fastCompressor().compress(bytes),
                        (bytes, length) -> lz4.safeDecompressor().decompress(bytes, length)));
        return peers;
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            byte[] out = new byte[plain.length];
            deflater.setInput(plain);
            deflater.finish();
            return Arrays.copyOf(out, deflater.deflate(out));
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed, int length) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] out = new byte[length];
            inflater.setInput(packed);
            Rows.require(inflater.inflate(out) == length);
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    /** Returns lines as an export of orders has them: names that come again, and numbers that don't. */
    private static byte[] text(int length) {
        SplittableRandom random = new SplittableRandom(length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"order\":")
                    .append(random.nextInt(1 << 30))
                    .append(",\"customer\":\"")
                    .append(Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX))
                    .append("\",\"status\":\"")
                    .append(random.nextBoolean() ? "shipped" : "open")
                    .append("\",\"price\":")
                    .append(random.nextInt(100_000))
                    .append(",\"currency\":\"EUR\"},\n");
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** There and back. Immutable. */
    private record Compressor(UnaryOperator<byte[]> compress, Expansion expand) {}

    /** Back, to a known length. Stateless. */
    @FunctionalInterface
    private interface Expansion {
        byte[] of(byte[] packed, int length);
    }
}
