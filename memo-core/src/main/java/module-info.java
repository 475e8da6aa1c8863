// SPDX-License-Identifier: Apache-2.0
/** Memo's engine, its proxies and its facade. */
module dev.memo.core {
    requires transitive dev.memo.annotation;
    requires com.esotericsoftware.kryo.kryo5;
    requires net.bytebuddy;
    requires static java.management;
    requires static transitive org.jspecify;

    uses dev.memo.spi.EvictionPolicy;
    uses dev.memo.spi.StoreProvider;
    uses dev.memo.spi.ThreadContext;
    uses dev.memo.spi.TransactionHook;

    exports dev.memo;
    exports dev.memo.spi;
}
