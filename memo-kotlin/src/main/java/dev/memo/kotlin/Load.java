// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.CoroutineContext;

/** Says in a coroutine's context which load it is a part of. Immutable. */
final class Load extends AbstractCoroutineContextElement {
    static final CoroutineContext.Key<Load> KEY = new CoroutineContext.Key<>() {};

    private final Object load;

    Load(Object load) {
        super(KEY);
        this.load = load;
    }

    Object load() {
        return load;
    }
}
