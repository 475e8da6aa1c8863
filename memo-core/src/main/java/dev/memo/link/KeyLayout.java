// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of a call's arguments make the key of a memoized method. Immutable.
 *
 * @param receiver whether the receiver is the first part
 * @param parameters the indices of the parameters in the key
 * @param function computes the only other part from all arguments, or null
 * @param packed whether all other parts are in one array, as there are too many for a probe of their own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is not handed out
record KeyLayout(
        boolean receiver, int[] parameters, @Nullable Function<Object[], Object> function, boolean packed) {

    /** Returns the parts for a call with these arguments. Runs the key function. */
    @Nullable
    Object[] parts(@Nullable Object receiverPart, @Nullable Object[] arguments) {
        return assemble(receiverPart, function == null ? chosen(arguments) : computed(arguments));
    }

    /** Returns the parts, made of the receiver's and the others; a function's result is the only other one. */
    @Nullable
    Object[] assemble(@Nullable Object receiverPart, @Nullable Object[] chosen) {
        @Nullable Object[] others = packed && function == null ? new Object[] {chosen} : chosen;
        if (!receiver) {
            return others;
        }
        @Nullable Object[] all = new Object[others.length + 1];
        all[0] = receiverPart;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    /** Returns the argument of a parameter that is in the key, from an entry's parts. */
    @Nullable
    Object argument(@Nullable Object[] parts, int parameter) {
        int first = receiver ? 1 : 0;
        int at = 0;
        while (parameters[at] != parameter) {
            at++;
        }
        return packed && parts[first] instanceof Object[] all ? all[at] : parts[first + at];
    }

    @SuppressWarnings("NullAway") // a key function is handed the call's arguments as they are, nulls too
    private @Nullable Object[] computed(@Nullable Object[] arguments) {
        return new Object[] {function.apply(arguments)};
    }

    private @Nullable Object[] chosen(@Nullable Object[] arguments) {
        @Nullable Object[] chosen = new Object[parameters.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = arguments[parameters[i]];
        }
        return chosen;
    }
}
