// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * One method to weave, and what its call site passes to Memo. Immutable.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param kind {@link #MEMOIZE}, {@link #EACH} or {@link #INVALIDATE}
 * @param receiver whether the receiver is passed first; has no effect on static methods
 * @param parameters the parameters that are passed, by position from 0
 * @param settings what the linker is told about the method, opaque here
 * @param async whether what the body returns is not what the method returns: Memo puts another object of its type there
 * @param recovers whether Memo may have a value to return in the place of an exception
 * @param replaced the parameter, by position from 0, whose value Memo gives the body; -1 for none
 */
public record WovenMethod(
        String name,
        String descriptor,
        String kind,
        boolean receiver,
        List<Integer> parameters,
        String settings,
        boolean async,
        boolean recovers,
        int replaced) {
    /** A method whose results are remembered. */
    public static final String MEMOIZE = "memoize";

    /** A method that takes many keys at once, whose results are remembered one by one. */
    public static final String EACH = "each";

    /** A method that drops what others remember. */
    public static final String INVALIDATE = "invalidate";

    private static final int NONE = -1;

    /** Copies the list. */
    public WovenMethod {
        parameters = List.copyOf(parameters);
    }

    /** A method whose body gets what its caller has given. */
    public WovenMethod(
            String name,
            String descriptor,
            String kind,
            boolean receiver,
            List<Integer> parameters,
            String settings,
            boolean async,
            boolean recovers) {
        this(name, descriptor, kind, receiver, parameters, settings, async, recovers, NONE);
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
        return new WovenMethod(
                name, descriptor, INVALIDATE, true, all(descriptor), settings, returnsStage(descriptor), false);
    }

    /**
     * A method that takes many keys at once; all that it is given is passed, and Memo is asked for what to return in the place
     * of an exception.
     *
     * @param keys the parameter with the keys, by position from 0
     */
    public static WovenMethod each(String name, String descriptor, int keys, String settings) {
        return new WovenMethod(name, descriptor, EACH, true, all(descriptor), settings, false, true, keys);
    }

    /**
     * The same of a suspend function of Kotlin's: the continuation, its last parameter, is passed last, and Memo is asked for
     * another one.
     */
    public WovenMethod suspending() {
        int continuation = all(descriptor).size() - 1;
        List<Integer> passed = new ArrayList<>(parameters);
        if (!passed.contains(continuation)) {
            passed.add(continuation);
        }
        return new WovenMethod(name, descriptor, kind, receiver, passed, settings, false, memoizes(), continuation);
    }

    private static List<Integer> all(String descriptor) {
        List<Integer> all = new ArrayList<>();
        for (int i = Type.getArgumentTypes(descriptor).length; i > 0; i--) {
            all.add(all.size());
        }
        return all;
    }

    private static boolean returnsStage(String descriptor) {
        return descriptor.endsWith(")Ljava/util/concurrent/CompletableFuture;")
                || descriptor.endsWith(")Ljava/util/concurrent/CompletionStage;");
    }

    boolean memoizes() {
        return !kind.equals(INVALIDATE);
    }

    /** Returns whether Memo chooses what the body gets in the place of one parameter, and what is returned in the end. */
    boolean replaces() {
        return replaced >= 0;
    }
}
