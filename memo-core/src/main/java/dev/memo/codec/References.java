// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;
import org.jspecify.annotations.Nullable;

/**
 * Shared references and cycles, but not those through an object that must be complete before it exists. Confined to its
 * Kryo instance.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures
class References extends MapReferenceResolver {
    @Override
    public @Nullable Object getReadObject(Class type, int id) {
        Object object = super.getReadObject(type, id);
        if (object == null) {
            throw new KryoException("a cycle through a record or an immutable collection");
        }
        return object;
    }
}
