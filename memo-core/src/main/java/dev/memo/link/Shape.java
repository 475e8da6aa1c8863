// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.lang.invoke.MethodHandle;

/**
 * What is generated for one list of key part types: an entry class with a field for each, and its probe. Immutable.
 *
 * @param enter the probe, {@code (Site, parts)Object}: hit path, step 1
 * @param fresh makes an entry to look up, {@code (Site, Object[] parts)Entry}
 */
record Shape(MethodHandle enter, MethodHandle fresh) {}
