// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Says which tags a value has; runs code of the user's, with no lock held.
 *
 * <p>What it throws keeps the value from being kept, as it could not be invalidated. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Tagger {
    /** Returns the tags, none of which is null; none at all for a value that no tag invalidates. */
    Collection<String> tags(Entry e, @Nullable Object value);
}
