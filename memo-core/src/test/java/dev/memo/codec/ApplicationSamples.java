// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import dev.memo.codec.Shapes.Bean;
import dev.memo.codec.Shapes.Circle;
import dev.memo.codec.Shapes.Failure;
import dev.memo.codec.Shapes.Line;
import dev.memo.codec.Shapes.NamedList;
import dev.memo.codec.Shapes.NamedMap;
import dev.memo.codec.Shapes.Op;
import dev.memo.codec.Shapes.Order;
import dev.memo.codec.Shapes.Pair;
import dev.memo.codec.Shapes.Point;
import dev.memo.codec.Shapes.Primitives;
import dev.memo.codec.Shapes.Range;
import dev.memo.codec.Shapes.Samples;
import dev.memo.codec.Shapes.Square;
import dev.memo.codec.Shapes.SubBean;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values of an application's own classes. Stateless. */
final class ApplicationSamples {
    private ApplicationSamples() {}

    static Stream<Sample> all() {
        return Stream.concat(records(), classes());
    }

    private static Stream<Sample> records() {
        Order parent = new Order("1", List.of(new Line("a", 2)), Map.of(Op.PLUS, BigDecimal.TEN), null);
        record Local(String text) {}
        return Stream.of(
                Sample.of("record of primitives", new Point(1, 2, (byte) 3, (short) 4, 'c', 5f, 6d, true)),
                Sample.of("nested record", new Order("2", new ArrayList<>(), new HashMap<>(), parent)),
                Sample.of("generic record", new Pair<>(List.of("a"), new Pair<>(1, null))),
                Sample.of("local record", new Local("a")),
                Sample.of("sealed", List.of(new Circle(1), new Square(2))),
                Sample.seen(
                        "record of an array",
                        new Samples("a", new int[] {1, 2}),
                        s -> s.name() + Arrays.toString(s.values())));
    }

    private static Stream<Sample> classes() {
        return Stream.of(
                Sample.of("enum", Op.PLUS),
                Sample.of("singleton", Shapes.Loading.INSTANCE),
                Sample.of("singleton of Java serialization", Shapes.Nothing.ONLY),
                Sample.seen("lock with a field", new Shapes.NamedLock("a"), l -> l.name + l.isFair()),
                Sample.of("bean with a transient field", new Bean("a", 1, new ArrayList<>(List.of("t")))),
                Sample.of("bean with a hidden field", new SubBean("outer", "inner")),
                Sample.seen("class of primitives", new Primitives(65), Primitives::toString),
                Sample.seen("list with a field", namedList(), l -> l + l.title),
                Sample.seen("map with a field", namedMap(), m -> m + m.title),
                Sample.of("collection of the application", new Range(3)),
                Sample.of(
                        "unmodifiable view of the application's", java.util.Collections.unmodifiableList(new Range(3))),
                Sample.seen("exception with a field", new Failure("f", 7), f -> f.getMessage() + f.code),
                Sample.seen("Object", new Object(), o -> o.getClass()));
    }

    private static NamedList namedList() {
        NamedList list = new NamedList();
        list.add("a");
        list.title = "t";
        return list;
    }

    private static NamedMap namedMap() {
        NamedMap map = new NamedMap();
        map.put("a", 1);
        map.title = "t";
        return map;
    }
}
