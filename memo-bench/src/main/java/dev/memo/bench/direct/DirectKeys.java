// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** So many keys, boxed before, and draws of them by Zipf's law. Confined to one thread. */
@State(Scope.Thread)
public class DirectKeys {
    private static final List<Price> PRICES = List.of(new Price(1, 1), new Price(2, 2));

    @Param({"100", "1000", "10000"})
    private int entries;

    private Long[] all = {};
    private Long[] drawn = {};
    private int next;

    /** Draws the keys. */
    @Setup
    public void draw() {
        all = boxed(entries);
        drawn = Arrays.stream(Keys.zipf(Keys.DRAWS, entries))
                .mapToObj(i -> all[i])
                .toArray(Long[]::new);
    }

    /** Returns the next key. */
    public Long next() {
        return drawn[next++ & (Keys.DRAWS - 1)];
    }

    /** Returns a value, another one each time a key is drawn. */
    public Price price() {
        return PRICES.get(next & 1);
    }

    Long[] all() {
        return all.clone();
    }

    static Long[] boxed(int count) {
        return LongStream.of(Keys.products(count)).boxed().toArray(Long[]::new);
    }
}
