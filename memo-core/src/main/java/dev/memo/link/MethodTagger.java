// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.Entry;
import dev.memo.region.Tagger;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes the tags of one memoized method's results, of the arguments as the key has kept them. Thread-safe. Runs user code. */
record MethodTagger(KeyLayout layout, TagTexts texts) implements Tagger {
    @Override
    public Collection<String> tags(Entry e, @Nullable Object value) {
        @Nullable Object[] parts = e.parts();
        return texts.of(parameter -> layout.argument(parts, parameter), value);
    }
}
