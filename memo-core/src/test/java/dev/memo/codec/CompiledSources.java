// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Class files compiled in a test, one version of an application, and a loader of their own. Thread-safe.
 *
 * @param files by binary name
 */
public record CompiledSources(Map<String, byte[]> files) {

    /** Compiles classes, each given by its source, whose names follow from their first type declaration. */
    public static CompiledSources of(String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new TreeMap<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        List<Source> units = List.of(sources).stream().map(Source::new).toList();
        List<String> options = List.of("-g", "-proc:none", "--release", "17");
        boolean compiled = compiler.getTask(null, new Memory(standard, written), null, options, null, units)
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("the sources do not compile");
        }
        return new CompiledSources(written.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteArray())));
    }

    /** Returns a class file by its internal name, or null. */
    public byte @Nullable [] find(String internalName) {
        return files.get(internalName.replace('/', '.'));
    }

    /** Returns a new loader of these classes, which notes what it is asked for. */
    Loader loader() {
        return new Loader(files);
    }

    /** Returns a new loader of these classes. */
    public ClassLoader newLoader() {
        return loader();
    }

    /** Loads the classes. Thread-safe. */
    static final class Loader extends ClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(CompiledSources.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }

    /** One source file. Immutable. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + nameIn(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String nameIn(String text) {
            return text.replaceFirst("(?s).*?\\b(?:class|record|interface|enum) (\\w+).*", "$1");
        }
    }

    /** Keeps class files. Confined to one thread. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        Memory(JavaFileManager next, Map<String, ByteArrayOutputStream> written) {
            super(next);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
