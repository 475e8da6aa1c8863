// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.Customer;
import dev.memo.bench.data.HotProducts;
import dev.memo.bench.peers.EncodedCustomers;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;

/** A hit whose value is copied out of its bytes, beside the copying alone. Stateless. */
public class IsolatedHit {
    @Benchmark
    public Customer memo(HotProducts keys) {
        return MemoPrices.customer(keys.next());
    }

    /** Kryo alone, one instance, with the class registered: the least that Kryo can do. */
    @Benchmark
    public Customer kryo(EncodedCustomers bytes) {
        return bytes.read();
    }

    /** Kryo alone from Kryo's own pool of thread-safe instances. */
    @Benchmark
    public Customer kryoPooled(EncodedCustomers bytes) {
        return bytes.readPooled();
    }

    /** Kryo alone, one instance, as Memo must have it: any class, named in the bytes, and shared references. */
    @Benchmark
    public Object kryoOpen(EncodedCustomers bytes) {
        return bytes.readOpen();
    }

    /** Memo's codec alone, on Memo's bytes. */
    @Benchmark
    public Object memoCodec(EncodedCustomers bytes) {
        return bytes.decode();
    }
}
