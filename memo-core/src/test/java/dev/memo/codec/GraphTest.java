// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.codec.Shapes.Bean;
import dev.memo.codec.Shapes.Node;
import dev.memo.codec.Shapes.Pair;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies of objects that refer to one another. Confined to one thread. */
@Tag("parity-12")
class GraphTest {
    private final KryoCodec codec = new KryoCodec(GraphTest.class.getClassLoader());

    @Test
    void changeOfACopyIsNotSeenInTheNext() {
        Bean original = new Bean("a", 1, new ArrayList<>(List.of("t")));
        byte[] bytes = codec.encode(original);

        ((Bean) codec.decode(bytes)).tags().clear();

        assertThat(codec.decode(bytes)).isEqualTo(original);
        assertThat(original.tags()).containsExactly("t");
    }

    @Test
    void changeOfTheOriginalIsNotSeenInACopy() {
        List<Integer> list = new ArrayList<>(List.of(1));
        Map<String, List<Integer>> original = new HashMap<>(Map.of("a", list));
        byte[] bytes = codec.encode(original);

        list.add(2);

        assertThat(codec.decode(bytes)).isEqualTo(Map.of("a", List.of(1)));
    }

    @Test
    @SuppressWarnings("unchecked") // the copy has the type of the original
    void contentsOfARecordAreCopiedToo() {
        Pair<List<Integer>, String> original = new Pair<>(new ArrayList<>(List.of(1)), null);

        Pair<List<Integer>, String> copy = (Pair<List<Integer>, String>) copy(original);

        assertThat(copy.first()).isEqualTo(original.first()).isNotSameAs(original.first());
    }

    @Test
    void objectMetTwiceIsOneObjectInTheCopy() {
        Node node = new Node("a");
        List<?> copy = (List<?>) copy(new ArrayList<>(List.of(node, node)));

        assertThat(copy.get(0)).isSameAs(copy.get(1)).isNotSameAs(node);
    }

    @Test
    void cyclesAreKept() {
        Node first = new Node("first");
        Node second = new Node("second");
        first.self = first;
        first.next.add(second);
        second.next.add(first);

        Node copy = (Node) copy(first);

        assertThat(copy.self).isSameAs(copy);
        assertThat(copy.next.get(0).name).isEqualTo("second");
        assertThat(copy.next.get(0).next).containsExactly(copy);
    }

    @Test
    void containersThatHoldThemselvesAreKept() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        List<Object> backing = new ArrayList<>();
        List<Object> wrapped = Collections.unmodifiableList(backing);
        backing.add(wrapped);
        AtomicReference<Object> reference = new AtomicReference<>();
        reference.set(reference);

        List<?> listCopy = (List<?>) copy(list);
        List<?> wrappedCopy = (List<?>) copy(wrapped);
        AtomicReference<?> referenceCopy = (AtomicReference<?>) copy(reference);

        assertThat(listCopy.get(0)).isSameAs(listCopy);
        assertThat(wrappedCopy.get(0)).isSameAs(wrappedCopy);
        assertThat(referenceCopy.get()).isSameAs(referenceCopy);
    }

    @Test
    void cycleThroughARecordIsRefusedAndNeverComesBackBroken() {
        List<Object> list = new ArrayList<>();
        Pair<String, Object> pair = new Pair<>("a", list);
        list.add(pair);

        assertThatThrownBy(() -> codec.encode(pair))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("a cycle through a record");
        assertThat(copy(new Pair<>("a", List.of()))).isEqualTo(new Pair<>("a", List.of()));
    }

    @Test
    void valueNestedTooDeepIsRefusedAndTheCodecStillWorks() {
        Node head = new Node("0");
        Node last = head;
        for (int i = 1; i < 20_000; i++) {
            Node next = new Node("" + i);
            last.self = next;
            last = next;
        }

        assertThatThrownBy(() -> codec.encode(head))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Encoding of " + Node.class.getName())
                .hasMessageContaining("Max depth exceeded");
        assertThat(((Node) copy(new Node("a"))).name).isEqualTo("a");
        assertThat(((Node) copy(last)).name).isEqualTo("19999");
    }

    @Test
    void overflowOfTheStackIsRefused() throws InterruptedException {
        List<Object> nested = new ArrayList<>();
        for (int i = 0; i < 390; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        List<Object> value = nested;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> thrown.set(catchThrowable(() -> codec.encode(value))), "small", 1 << 17);

        assertThat(codec.encode(value)).isNotEmpty();
        thread.start();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(CodecException.class).hasMessageContaining("too deep for the stack");
        assertThat(codec.decode(codec.encode(value))).isInstanceOf(List.class);
    }

    private Object copy(Object value) {
        return codec.decode(codec.encode(value));
    }
}
