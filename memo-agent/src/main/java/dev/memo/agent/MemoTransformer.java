// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.ClassBytes;
import dev.memo.method.Rules;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes as they load.
 *
 * <p>Almost every class is let go after a search of its bytes for the annotations' names; what plans and weaves is not
 * even loaded before the first that holds one. Whatever goes wrong, the class loads as it is, and the trouble is
 * reported. Thread-safe.
 */
final class MemoTransformer implements ClassFileTransformer {
    private static final ClassLoader OWN = MemoTransformer.class.getClassLoader();

    private final Rules rules;
    private final Set<String> stores;
    private final Reporter reporter;
    private final FirstUse firstUse;

    MemoTransformer(Rules rules, Set<String> stores, Reporter reporter, FirstUse firstUse) {
        this.rules = rules;
        this.stores = stores;
        this.reporter = reporter;
        this.firstUse = firstUse;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || !wants(loader, name, classFile)) {
            return null;
        }
        try {
            firstUse.prepare();
            ClassWeaving weaving = ClassWeaving.of(classFile, rules, ClassBytes.of(loader), stores);
            reporter.add(weaving.report());
            return weaving.changed() ? weaving.classFile() : null;
        } catch (Throwable thrown) {
            reporter.add(ClassReport.trouble(name.replace('/', '.'), thrown));
            return null;
        }
    }

    private boolean wants(@Nullable ClassLoader loader, String name, byte[] classFile) {
        if (loader == OWN || ClassNames.isOwn(name)) {
            return false;
        }
        return rules.mentions(name) || (loader != null && Prefilter.mayHaveMethods(classFile));
    }
}
