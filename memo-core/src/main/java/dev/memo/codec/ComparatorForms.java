// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The comparators of the JDK of which there is only one each, so that sorted collections with them need no more. Stateless. */
final class ComparatorForms {
    private ComparatorForms() {}

    static void addTo(Map<Class<?>, Serializer<?>> forms) {
        for (Comparator<?> only :
                List.of(Comparator.naturalOrder(), Collections.reverseOrder(), String.CASE_INSENSITIVE_ORDER)) {
            forms.put(only.getClass(), new Leaf<Object>((kryo, out, v) -> {}, (kryo, in) -> only));
        }
    }
}
