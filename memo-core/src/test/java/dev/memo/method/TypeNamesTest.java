// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and methods for readers. Confined to one thread. */
class TypeNamesTest {

    @ParameterizedTest
    @CsvSource({
        "net.acme.Prices, Prices",
        "net/acme/Prices, Prices",
        "Prices, Prices",
        "net.acme.Outer$Inner, Outer.Inner",
        "net.acme.Outer$Inner$Deep, Outer.Inner.Deep",
        "net.acme.Outer$1, Outer$1",
        "net.acme.Outer$1Local, Outer$1Local",
        "net.acme.Object$, Object$",
        "net.acme.$Proxy, $Proxy"
    })
    void classIsNamedWithoutItsPackage(String binary, String expected) {
        assertThat(TypeNames.shortName(binary)).isEqualTo(expected);
    }

    @Test
    void signatureHasSimpleTypes() {
        String descriptor = "(J[B[[Ljava/lang/String;Ljava/util/Map$Entry;)V";
        assertThat(TypeNames.shortSignature("price", descriptor))
                .isEqualTo("price(long, byte[], String[][], Map.Entry)");
        assertThat(TypeNames.shortSignature("price", "()V")).isEqualTo("price()");
    }

    @Test
    void signatureForARuleHasTypesThatARuleCanHave() {
        String descriptor = "(J[BLjava/lang/String;Ljava/util/Map$Entry;Ljava/lang/reflect/Method;)V";
        assertThat(TypeNames.ruleSignature("price", descriptor))
                .isEqualTo("price(long, byte[], String, java.util.Map$Entry, java.lang.reflect.Method)");
    }

    @Test
    void articleFitsTheNoun() {
        assertThat(TypeNames.withArticle("Iterator")).isEqualTo("an Iterator");
        assertThat(TypeNames.withArticle("Stream")).isEqualTo("a Stream");
        assertThat(TypeNames.withArticle("Uni")).isEqualTo("a Uni");
        assertThat(TypeNames.withArticle("User")).isEqualTo("a User");
        assertThat(TypeNames.withArticle("URL")).isEqualTo("a URL");
        assertThat(TypeNames.withArticle("Update")).isEqualTo("an Update");
        assertThat(TypeNames.withArticle(TypeNames.shortName(Type.INT_TYPE))).isEqualTo("an int");
    }

    @Test
    void methodIsNamedWithItsClass() {
        assertThat(new MethodRef("net.acme.Outer$Inner", "price", "(JLjava/lang/String;)I").text())
                .isEqualTo("Outer.Inner.price(long, String)");
    }
}
