// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Defines classes from bytes, before its parent is asked. Confined to one thread. */
final class ClassFiles extends ClassLoader {
    static final String DISPATCHER = "dev/memo/agent/MemoDispatch";

    private final Map<String, byte[]> files = new HashMap<>();

    ClassFiles() {
        super(ClassFiles.class.getClassLoader());
        MapEngine.install();
    }

    /** The fixture and all classes nested in it, with their annotated methods woven. */
    static Class<?> woven(Class<?> fixture) {
        ClassFiles loader = new ClassFiles();
        loader.addWoven(fixture);
        return loader.load(fixture.getName());
    }

    /** Weaves the annotated methods of a class and of those nested in it. */
    void addWoven(Class<?> fixture) {
        for (String name : withNested(fixture)) {
            byte[] bytes = read(name);
            add(name, weave(bytes, Annotated.methods(bytes)).classFile());
        }
    }

    private static List<String> withNested(Class<?> fixture) {
        String simple = fixture.getNestHost().getSimpleName();
        try (Stream<Path> files = Files.list(
                Path.of(fixture.getResource(simple + ".class").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> name.equals(simple) || name.startsWith(simple + "$"))
                    .map(name -> fixture.getPackageName() + "." + name)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Woven weave(byte[] classFile, List<WovenMethod> methods) {
        return Weaver.weave(classFile, methods, DISPATCHER);
    }

    void add(String name, byte[] classFile) {
        files.put(name, classFile);
    }

    /** Defines, verifies and initializes. */
    Class<?> load(String name) {
        try {
            return Class.forName(name, true, this);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] read(String name) {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = ClassFiles.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("no class file " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            byte[] bytes = files.get(name);
            if (loaded == null && bytes != null) {
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
    }
}
