// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.region.Nested;
import java.util.List;

/** What is made of the memoized calls that a method makes, as text in woven code and as people write it. Stateless. */
final class NestedSettings {
    private NestedSettings() {}

    static Nested read(SettingsReader reader) {
        return new Nested(
                reader.flag("nestedTtl", Nested.DEFAULT.ttl()),
                reader.flag("dependencies", Nested.DEFAULT.dependencies()));
    }

    static String encode(Nested nested) {
        return Fields.join(List.of(String.valueOf(nested.ttl()), String.valueOf(nested.dependencies())));
    }

    static Nested decode(String text) {
        if (text.isEmpty()) {
            return Nested.DEFAULT;
        }
        List<String> parts = Fields.split(text, 2);
        return new Nested(Fields.flag(parts.get(0)), Fields.flag(parts.get(1)));
    }
}
