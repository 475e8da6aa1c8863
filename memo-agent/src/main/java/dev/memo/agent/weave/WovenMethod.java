// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.List;
import java.util.stream.IntStream;
import net.bytebuddy.jar.asm.Type;

/**
 * One method to weave, and what its call site passes to Memo. Immutable.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param kind {@link #MEMOIZE} or {@link #INVALIDATE}
 * @param receiver whether the receiver is passed first; has no effect on static methods
 * @param parameters the parameters that are passed, by position from 0
 * @param settings what the linker is told about the method, opaque here
 * @param async whether what the body returns is not what the method returns: Memo puts another object of its type there
 * @param recovers whether Memo may have a value to return in the place of an exception
 */
public record WovenMethod(
        String name,
        String descriptor,
        String kind,
        boolean receiver,
        List<Integer> parameters,
        String settings,
        boolean async,
        boolean recovers) {
    /** A method whose results are remembered. */
    public static final String MEMOIZE = "memoize";

    /** A method that drops what others remember. */
    public static final String INVALIDATE = "invalidate";

    /** Copies the list. */
    public WovenMethod {
        parameters = List.copyOf(parameters);
    }

    /** A method that returns what its body returns, and throws on whatever that throws. */
    public WovenMethod(
            String name, String descriptor, String kind, boolean receiver, List<Integer> parameters, String settings) {
        this(name, descriptor, kind, receiver, parameters, settings, false, false);
    }

    /**
     * A method that drops what others remember; all that it is given is passed. Where it returns a stage, it drops when
     * that has completed.
     */
    public static WovenMethod invalidating(String name, String descriptor, String settings) {
        int count = Type.getArgumentTypes(descriptor).length;
        List<Integer> all = IntStream.range(0, count).boxed().toList();
        return new WovenMethod(name, descriptor, INVALIDATE, true, all, settings, returnsStage(descriptor), false);
    }

    private static boolean returnsStage(String descriptor) {
        return descriptor.endsWith(")Ljava/util/concurrent/CompletableFuture;")
                || descriptor.endsWith(")Ljava/util/concurrent/CompletionStage;");
    }

    boolean memoizes() {
        return kind.equals(MEMOIZE);
    }
}
