// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's own classes from the folder {@code memo-inst} of its jar, where no other class loader looks.
 *
 * <p>Its parent is the platform loader, so nothing of the application is seen from in there either: other versions of
 * the same libraries do not meet. Its own classes come first, as the packages of named modules are everybody's: the
 * platform loader hands them on to the application's. And asking in vain takes a tenth of a millisecond for each.
 * Thread-safe.
 */
final class AgentLoader extends ClassLoader {
    private static final String FOLDER = "memo-inst/";
    private static final String CLASS = ".class";
    private static final String CLASSDATA = ".classdata";
    private static final String JDK = "java.";

    private final JarFile jar;
    private final String base;
    private final ProtectionDomain domain;

    static {
        registerAsParallelCapable();
    }

    AgentLoader(File file) throws IOException {
        super("memo-agent", ClassLoader.getPlatformClassLoader());
        this.jar = new JarFile(file, false);
        this.base = "jar:" + file.toURI() + "!/";
        this.domain = new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JDK)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> own = loaded == null ? define(name) : loaded;
            return own == null ? super.loadClass(name, resolve) : own;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> own = define(name);
        if (own == null) {
            throw new ClassNotFoundException(name);
        }
        return own;
    }

    private @Nullable Class<?> define(String name) {
        byte[] bytes = read(name.replace('.', '/') + CLASS);
        return bytes == null ? null : defineClass(name, bytes, 0, bytes.length, domain);
    }

    @Override
    @SuppressWarnings("deprecation") // the constructor of URL serves 17 and later
    protected @Nullable URL findResource(String name) {
        JarEntry entry = entry(name);
        try {
            return entry == null ? null : new URL(base + entry.getName());
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return Collections.enumeration(found == null ? List.of() : List.of(found));
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = read(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private byte @Nullable [] read(String name) {
        JarEntry entry = entry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readNBytes((int) entry.getSize());
        } catch (IOException e) {
            return null; // the jar was replaced while it is in use
        }
    }

    private @Nullable JarEntry entry(String name) {
        boolean isClass = name.endsWith(CLASS);
        String stem = isClass ? name.substring(0, name.length() - CLASS.length()) + CLASSDATA : name;
        return jar.getJarEntry(FOLDER + stem);
    }
}
