// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Defines {@code java.lang.MemoDispatch} from its template, and connects it to an engine.
 *
 * <p>The package is opened to the agent's own module only, and only for this: a class in {@code java.lang} is seen by
 * every class loader and every module, without a jar on the boot path, which would cost the application its shared
 * archive of classes. Stateless.
 */
final class DispatchClass {
    /** What woven code calls. */
    static final String NAME = "java/lang/MemoDispatch";

    private static final String TEMPLATE = "dev/memo/agent/MemoDispatch";

    private DispatchClass() {}

    static void define(
            Instrumentation instrumentation, MethodHandle linker, BiFunction<String, Object[], Object> service)
            throws IOException, ReflectiveOperationException {
        open(instrumentation);
        Class<?> dispatch = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                .defineClass(ConstantNames.rename(template(), TEMPLATE, NAME));
        dispatch.getField("service").set(null, service);
        dispatch.getField("linker").set(null, linker);
    }

    private static void open(Instrumentation instrumentation) {
        Module own = DispatchClass.class.getModule();
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
    }

    private static byte[] template() throws IOException {
        String file = TEMPLATE + ".class";
        try (InputStream in = DispatchClass.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + file);
            }
            return in.readAllBytes();
        }
    }
}
