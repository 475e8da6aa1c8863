// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.Pool;
import dev.memo.bench.data.Customer;
import dev.memo.bench.data.HotProducts;
import dev.memo.bench.data.Keys;
import dev.memo.codec.KryoCodec;
import java.util.Arrays;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The customers as bytes, drawn as {@link HotProducts} draws, and ways to read them. Confined to one thread. */
@State(Scope.Thread)
public class EncodedCustomers {
    private final Kryo kryo = registered();
    private final Kryo open = open();
    private final KryoCodec codec = new KryoCodec(Customer.class.getClassLoader());
    private final Pool<Kryo> kryos = new Pool<>(true, false, 8) {
        @Override
        protected Kryo create() {
            return registered();
        }
    };
    private final Pool<Input> inputs = new Pool<>(true, false, 8) {
        @Override
        protected Input create() {
            return new Input();
        }
    };
    private final Input input = new Input();
    private final byte[][] byKryo = drawn(customer -> written(kryo, customer));
    private final byte[][] byOpenKryo = drawn(customer -> writtenOpen(open, customer));
    private final byte[][] byMemo = drawn(codec::encode);
    private int next;

    /** Reads with one instance of Kryo. */
    public Customer read() {
        input.setBuffer(next(byKryo));
        return kryo.readObject(input, Customer.class);
    }

    /** Reads with instances from Kryo's pools. */
    public Customer readPooled() {
        Kryo claimed = kryos.obtain();
        Input in = inputs.obtain();
        in.setBuffer(next(byKryo));
        Customer read = claimed.readObject(in, Customer.class);
        inputs.free(in);
        kryos.free(claimed);
        return read;
    }

    /** Reads an object of any class. */
    public Object readOpen() {
        input.setBuffer(next(byOpenKryo));
        return open.readClassAndObject(input);
    }

    /** Reads with Memo's codec. */
    public Object decode() {
        return codec.decode(next(byMemo));
    }

    private byte[] next(byte[][] bytes) {
        return bytes[next++ & (Keys.DRAWS - 1)];
    }

    private static Kryo registered() {
        Kryo kryo = new Kryo();
        kryo.register(Customer.class);
        return kryo;
    }

    private static Kryo open() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        kryo.setReferences(true);
        return kryo;
    }

    private static byte[] written(Kryo kryo, Customer customer) {
        Output output = new Output(256, -1);
        kryo.writeObject(output, customer);
        return output.toBytes();
    }

    private static byte[] writtenOpen(Kryo kryo, Customer customer) {
        Output output = new Output(256, -1);
        kryo.writeClassAndObject(output, customer);
        return output.toBytes();
    }

    private static byte[][] drawn(Function<Customer, byte[]> encoder) {
        long[] ids = Keys.products(HotProducts.PRODUCTS);
        byte[][] encoded = new byte[ids.length][];
        Arrays.setAll(encoded, i -> encoder.apply(new Customer(ids[i])));
        return Arrays.stream(Keys.zipf(Keys.DRAWS, ids.length))
                .mapToObj(i -> encoded[i])
                .toArray(byte[][]::new);
    }
}
