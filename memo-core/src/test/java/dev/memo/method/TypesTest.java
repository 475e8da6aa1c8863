// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Other classes, known through their class files. Confined to one thread. */
class TypesTest {
    private final Types types = new Types(Plans.SOURCE);

    @Test
    void eachClassFileIsReadOnce() {
        List<String> asked = new ArrayList<>();
        Types counting = new Types(name -> {
            asked.add(name);
            return Plans.SOURCE.find(name);
        });
        counting.ancestry("java/util/ArrayList");
        counting.ancestry("java/util/ArrayList");
        counting.find("net/acme/Gone");
        counting.find("net/acme/Gone");
        assertThat(asked).doesNotHaveDuplicates().contains("java/util/ArrayList", "net/acme/Gone");
    }

    @Test
    void ancestryHasAllSupertypes() {
        assertThat(types.ancestry("java/util/ArrayList"))
                .startsWith("java/util/ArrayList", "java/util/AbstractList")
                .contains("java/util/List", "java/lang/Iterable", "java/io/Serializable", "java/lang/Object");
    }

    @Test
    void subtypeIsUnknownWhereAClassFileIsMissing() {
        assertThat(types.isSubtype("java/util/ArrayList", "java/util/List")).isEqualTo(Types.Answer.YES);
        assertThat(types.isSubtype("java/util/ArrayList", "java/lang/String")).isEqualTo(Types.Answer.NO);
        assertThat(types.isSubtype("net/acme/Gone", "java/lang/String")).isEqualTo(Types.Answer.UNKNOWN);
        assertThat(types.isSubtype("net/acme/Gone", "java/lang/Object")).isEqualTo(Types.Answer.YES);
    }

    @Test
    void equalsIsLookedForInSuperclasses() {
        assertThat(types.hasEquals("java/util/ArrayList")).isEqualTo(Types.Answer.YES);
        assertThat(types.hasEquals("java/util/Properties")).isEqualTo(Types.Answer.YES);
        assertThat(types.hasEquals("java/lang/StringBuilder")).isEqualTo(Types.Answer.NO);
        assertThat(types.hasEquals("java/lang/Object")).isEqualTo(Types.Answer.NO);
        assertThat(types.hasEquals("net/acme/Gone")).isEqualTo(Types.Answer.UNKNOWN);
    }

    @Test
    void bytesThatAreNoClassFileAreAsIfMissing() {
        assertThat(new Types(name -> new byte[] {1, 2, 3}).find("net/acme/Odd")).isNull();
    }
}
