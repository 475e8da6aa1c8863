// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types whose objects cannot be remembered, by their internal names. Stateless and thread-safe. */
final class UncacheableTypes {
    private static final Map<String, UncacheableKind> KINDS = Stream.of(
                    kind(
                            UncacheableKind.ONE_SHOT,
                            "java/util/stream/BaseStream",
                            "java/util/Iterator",
                            "java/util/Spliterator",
                            "java/util/Enumeration"),
                    kind(
                            UncacheableKind.RESOURCE,
                            "java/io/InputStream",
                            "java/io/OutputStream",
                            "java/io/Reader",
                            "java/io/Writer",
                            "java/io/RandomAccessFile",
                            "java/io/ObjectInput",
                            "java/io/ObjectOutput",
                            "java/nio/channels/Channel",
                            "java/nio/file/DirectoryStream",
                            "java/util/zip/ZipFile"),
                    kind(UncacheableKind.DATABASE, "java/sql/ResultSet", "java/sql/Statement", "java/sql/Connection"),
                    kind(UncacheableKind.THREAD, "java/lang/Thread"),
                    kind(UncacheableKind.NOTHING, "java/lang/Void", "kotlin/Unit", "kotlin/Nothing"),
                    kind(
                            UncacheableKind.OUTCOME,
                            "java/util/concurrent/Future",
                            "java/util/concurrent/CompletionStage",
                            "java/util/concurrent/CompletableFuture",
                            "com/google/common/util/concurrent/ListenableFuture",
                            "reactor/core/publisher/Mono",
                            "io/smallrye/mutiny/Uni",
                            "kotlinx/coroutines/Deferred",
                            "rx/Single",
                            "rx/Completable"),
                    kind(
                            UncacheableKind.MANY,
                            "java/util/concurrent/Flow$Publisher",
                            "org/reactivestreams/Publisher",
                            "reactor/core/publisher/Flux",
                            "io/smallrye/mutiny/Multi",
                            "kotlinx/coroutines/flow/Flow",
                            "rx/Observable"),
                    rxJava(UncacheableKind.OUTCOME, "Single", "Maybe", "Completable"),
                    rxJava(UncacheableKind.MANY, "Observable", "Flowable"))
            .flatMap(List::stream)
            .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Common types that need no look at their class files: they can be remembered, and be parts of a key. */
    private static final Set<String> PLAIN = Set.of(
            "java/lang/Object",
            "java/lang/String",
            "java/lang/CharSequence",
            "java/lang/Number",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/Class",
            "java/lang/Module",
            "java/math/BigDecimal",
            "java/math/BigInteger",
            "java/util/Collection",
            "java/util/Currency",
            "java/util/List",
            "java/util/Locale",
            "java/util/Map",
            "java/util/Optional",
            "java/util/Set",
            "java/util/UUID");

    private UncacheableTypes() {}

    /**
     * A type found to be of such a kind. Immutable.
     *
     * @param type the listed type that it is
     */
    record Match(UncacheableKind kind, String type) {}

    /** Returns the kind of a type by its internal name; null if it is of none, as far as class files tell. */
    static @Nullable Match find(String name, Types types) {
        if (isPlain(name)) {
            return null;
        }
        for (String each : types.ancestry(name)) {
            UncacheableKind kind = KINDS.get(each);
            if (kind != null) {
                return new Match(kind, each);
            }
        }
        return null;
    }

    static boolean isPlain(String name) {
        return PLAIN.contains(name);
    }

    private static List<Map.Entry<String, UncacheableKind>> kind(UncacheableKind kind, String... types) {
        return Arrays.stream(types).map(type -> Map.entry(type, kind)).toList();
    }

    private static List<Map.Entry<String, UncacheableKind>> rxJava(UncacheableKind kind, String... names) {
        return Stream.of("io/reactivex/", "io/reactivex/rxjava3/core/")
                .flatMap(prefix -> Arrays.stream(names).map(name -> prefix + name))
                .flatMap(name -> Stream.of(name, name + "Source"))
                .map(name -> Map.entry(name, kind))
                .toList();
    }
}
