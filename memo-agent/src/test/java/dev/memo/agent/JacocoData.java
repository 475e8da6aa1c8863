// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the file that JaCoCo's agent writes. Stateless. */
final class JacocoData {
    private static final int HEADER = 0x01;
    private static final int SESSION = 0x10;
    private static final int EXECUTION = 0x11;

    private JacocoData() {}

    /** For each class its id and probes, as text. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> classes = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int block = in.read(); block >= 0; block = in.read()) {
                readBlock(block, in, classes);
            }
        }
        return classes;
    }

    private static void readBlock(int block, DataInputStream in, Map<String, String> classes) throws IOException {
        switch (block) {
            case HEADER -> in.skipNBytes(4);
            case SESSION -> {
                in.readUTF();
                in.skipNBytes(16);
            }
            case EXECUTION -> {
                long id = in.readLong();
                String name = in.readUTF();
                classes.put(name, Long.toHexString(id) + " " + probes(in));
            }
            default -> throw new EOFException("unknown block " + block);
        }
    }

    private static String probes(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int count = number(in);
        for (int i = 0; i < count; i++) {
            bits = i % 8 == 0 ? in.readUnsignedByte() : bits >> 1;
            text.append((bits & 1) == 1).append(' ');
        }
        return text.toString();
    }

    private static int number(DataInputStream in) throws IOException {
        int low = in.readUnsignedByte();
        return low < 0x80 ? low : (low & 0x7f) | number(in) << 7;
    }
}
