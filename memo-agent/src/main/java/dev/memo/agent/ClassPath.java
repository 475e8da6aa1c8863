// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class files that the application's class path names, folders and jars, without a class loader. Entries that are
 * missing or unreadable are passed over, as the JVM does. Immutable.
 */
final class ClassPath {
    private static final String CLASS = ".class";

    private final List<Path> entries;

    ClassPath(List<Path> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The class path of this JVM, with what the jars' manifests name, and its module path. */
    static ClassPath ofThisJvm() {
        Deque<Path> open = listed("java.class.path");
        for (Path entry : listed("jdk.module.path")) {
            open.addLast(entry);
            open.addAll(modulesIn(entry));
        }
        Set<Path> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Path entry = open.removeFirst().toAbsolutePath().normalize();
            if (seen.add(entry) && Files.isRegularFile(entry)) {
                named(entry).forEach(open::addLast);
            }
        }
        return new ClassPath(List.copyOf(seen));
    }

    private static Deque<Path> listed(String property) {
        Deque<Path> paths = new ArrayDeque<>();
        Arrays.stream(System.getProperty(property, "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> addIfPath(paths, entry));
        return paths;
    }

    /** The jars in a folder of the module path; one that holds a module's classes has none. */
    private static List<Path> modulesIn(Path entry) {
        try (Stream<Path> files = Files.isDirectory(entry) ? Files.list(entry) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What takes a class file. Confined to one thread. */
    @FunctionalInterface
    interface Visitor {
        /** Takes a class file; the bytes are read when they are asked for. */
        void visit(String internalName, Content content) throws IOException;
    }

    /** The bytes of a class file. Confined to one thread. */
    @FunctionalInterface
    interface Content {
        /** Reads them. */
        byte[] read() throws IOException;
    }

    void forEach(Visitor visitor) {
        for (Path entry : entries) {
            try {
                if (Files.isDirectory(entry)) {
                    visitFolder(entry, visitor);
                } else if (Files.isRegularFile(entry)) {
                    visitJar(entry, visitor);
                }
            } catch (IOException | RuntimeException e) {
                // not readable: the JVM passes it over, too
            }
        }
    }

    /** The binary names of all classes. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        forEach((name, content) -> names.add(name.replace('/', '.')));
        return names;
    }

    private static void visitFolder(Path folder, Visitor visitor) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = classIn(folder.relativize(file).toString().replace(File.separatorChar, '/'));
                if (name != null) {
                    visitor.visit(name, () -> Files.readAllBytes(file));
                }
            }
        }
    }

    private static void visitJar(Path jar, Visitor visitor) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                String name = classIn(entry.getName());
                if (name != null) {
                    visitor.visit(name, () -> read(file, entry));
                }
            }
        }
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static @Nullable String classIn(String file) {
        boolean isClass = file.endsWith(CLASS) && !file.startsWith("META-INF/") && !file.endsWith("-info.class");
        return isClass ? file.substring(0, file.length() - CLASS.length()) : null;
    }

    /** The entries that a jar's manifest adds to the class path. */
    private static List<Path> named(Path jar) {
        Deque<Path> named = new ArrayDeque<>();
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String text = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String entry : text == null ? new String[0] : text.strip().split("\\s+")) {
                URI uri = jar.toUri().resolve(entry);
                addIfPath(named, uri.isOpaque() ? entry : uri.getPath());
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.copyOf(named);
        }
        return List.copyOf(named);
    }

    private static void addIfPath(Deque<Path> paths, String text) {
        try {
            paths.addLast(Path.of(text));
        } catch (InvalidPathException e) {
            return; // no entry of the class path either
        }
    }
}
