// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.util.Collection;

/** Loads Target by loaders of every kind and says for each how often the body ran for three equal calls. */
public final class Loaders {
    private static final String TARGET = "dev.memo.agent.program.Target";
    private static final String ANNOTATION = "dev.memo.annotation.";

    private Loaders() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        ClassLoader app = Loaders.class.getClassLoader();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        say("parent-first", new Loading(app, TARGET::equals));
        say("child-first", new Loading(app, name -> name.equals(TARGET) || name.startsWith(ANNOTATION)));
        say("null parent", new Loading(null, name -> name.equals(TARGET) || name.startsWith(ANNOTATION)));
        say("no annotations", new Loading(null, TARGET::equals));
        say("like OSGi", new Loading(platform, name -> !name.startsWith("java.")));
        System.out.println("hidden runs " + Loading.runs(hidden()));
        System.out.println("facades see " + methods(app) + " and " + methods(facadeFirst(app)));
    }

    private static void say(String kind, ClassLoader loader) throws ReflectiveOperationException {
        System.out.println(kind + " runs " + Loading.runs(loader.loadClass(TARGET)));
    }

    private static Class<?> hidden() throws ReflectiveOperationException {
        return MethodHandles.lookup()
                .defineHiddenClass(Loading.bytes(TARGET), true)
                .lookupClass();
    }

    /** A loader with a copy of its own of all of Memo that an application has. */
    private static ClassLoader facadeFirst(ClassLoader app) {
        return new Loading(app, name -> name.startsWith("dev.memo.") && !name.startsWith("dev.memo.agent."));
    }

    /** How many methods the runtime has, as seen by the facade in a loader. */
    private static int methods(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> facade = Class.forName("dev.memo.Memo", true, loader);
        Object runtime = facade.getMethod("runtime").invoke(null);
        Object methods = facade.getMethod("methods").invoke(runtime);
        return methods instanceof Collection<?> all ? all.size() : Array.getLength(methods);
    }
}
