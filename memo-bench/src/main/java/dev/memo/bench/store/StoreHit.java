// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.memo.Memo;
import dev.memo.spi.Store;
import dev.memo.spi.StoreKey;
import java.nio.file.Path;

/**
 * Reads of values of a kilobyte among 10,000, from pages that are in memory: by the store, by a method whose results are too
 * large for its heap, so that each call is a hit of the store, and by bare SQL. Confined to one thread.
 */
public final class StoreHit {
    private static final int ROWS = 10_000;
    private static final int READS = 2_000;
    private static final int READS_ALONE = 40;

    private StoreHit() {}

    /**
     * Measures.
     *
     * @param args how often a program is started, the effort
     */
    public static void main(String[] args) throws Exception {
        Path folder = Rows.folder();
        Rows rows = new Rows();
        Rounds rounds = new Rounds();
        StoreKey[] keys = new StoreKey[ROWS];
        Path own = folder.resolve("bare.db");
        Store store = rounds.closing(Rows.open(folder.resolve("memo.db")));
        BareSqlite bare = rounds.closing(BareSqlite.open(own, BareSqlite.AS_MEMO));
        rows.fill(store, 0, ROWS);
        bare.together(() -> {
            for (int i = 0; i < ROWS; i++) {
                keys[i] = Rows.key(i);
                bare.put(keys[i].digest(), rows.bytes());
            }
        });
        rounds.add("bare", READS, () -> Rows.require(bare.get(any(keys, rows).digest()).length == Rows.BYTES))
                .add("memo", READS, () -> Rows.require(store.read(any(keys, rows)) != null))
                .add("perCall", READS_ALONE, () -> {
                    byte[] found = BareSqlite.getOnce(own, any(keys, rows).digest());
                    Rows.require(found.length == Rows.BYTES);
                });
        addMethod(rounds, rows, folder);
        rounds.play(args[1].equals("quick") ? 10 : 20, args[1].equals("quick") ? 15 : 60);
    }

    private static StoreKey any(StoreKey[] keys, Rows rows) {
        return keys[rows.below(ROWS)];
    }

    private static void addMethod(Rounds rounds, Rows rows, Path folder) {
        Memo memo = Memo.builder().store("disk", folder.resolve("methods.db")).build();
        rounds.closing(memo::closeStores);
        Documents documents = memo.proxy(Documents.class, new Documents());
        for (int i = 0; i < ROWS; i++) {
            Rows.require(documents.document(i).id() == i);
        }
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        kryo.setReferences(true);
        byte[] encoded = encoded(kryo);
        rounds.add("memoMethod", READS, () -> {
                    int id = rows.below(ROWS);
                    Rows.require(documents.document(id).id() == id);
                })
                .add(
                        "kryoOpen",
                        READS,
                        () -> Rows.require(decoded(kryo, encoded).id() == 1));
    }

    private static byte[] encoded(Kryo kryo) {
        Output output = new Output(Rows.BYTES, -1);
        kryo.writeClassAndObject(output, new Documents().document(1));
        return output.toBytes();
    }

    private static Document decoded(Kryo kryo, byte[] encoded) {
        return (Document) kryo.readClassAndObject(new Input(encoded));
    }
}
