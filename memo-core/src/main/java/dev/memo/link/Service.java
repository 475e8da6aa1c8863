// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.method.Each;
import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import dev.memo.method.MethodSettings;
import dev.memo.region.LoadUnderWay;
import dev.memo.region.Rethrown;
import dev.memo.region.Scope;
import dev.memo.region.Scopes;
import dev.memo.spi.Codec;
import dev.memo.spi.SnapshotException;
import dev.memo.spi.Stats;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine does for a facade that may come from another class loader: operations by name, types of the JDK's
 * only. A site crosses as an object that the facade hands back.
 *
 * <table>
 * <caption>operations</caption>
 * <tr><th>name</th><th>arguments</th><th>result</th></tr>
 * <tr><td>methods</td><td></td><td>{@code Object[][]}: site, name, class, method, descriptor</td></tr>
 * <tr><td>stats</td><td>site</td><td>{@code long[]}, as {@link Stats#toArray} has it</td></tr>
 * <tr><td>resetStats</td><td>site</td><td>null</td></tr>
 * <tr><td>invalidate</td><td>site, receiver or null, {@code Object[]} arguments</td><td>number dropped</td></tr>
 * <tr><td>invalidateAll</td><td>site</td><td>null</td></tr>
 * <tr><td>outdate, outdateAll</td><td>as invalidate and invalidateAll, softly</td><td>number found; null</td></tr>
 * <tr><td>forgetStored</td><td></td><td>null; what stores have of methods that were not called yet goes too</td></tr>
 * <tr><td>save, load</td><td>file's name</td><td>{@code Object[]}: number of results, bytes, then each reason why results are
 *     left out and how many; or kind of trouble, message, cause or null, where the number would be</td></tr>
 * <tr><td>saveKeys, warmUp</td><td>file's name, how many at most, or in a second</td><td>as save</td></tr>
 * <tr><td>warmUpCounts</td><td></td><td>{@code long[]}: calls that wait, were made, have failed</td></tr>
 * <tr><td>stopWarmUp</td><td></td><td>null</td></tr>
 * <tr><td>closeStores</td><td></td><td>null</td></tr>
 * <tr><td>invalidateTag, outdateTag</td><td>tag</td><td>null</td></tr>
 * <tr><td>transactions</td><td>{@code Supplier} of the current one or null, {@code Consumer} of an action at its end, which
 * takes whether it was committed; the facade holds the array of both</td><td>null</td></tr>
 * <tr><td>scoped</td><td>name of an operation, depth, end, reports, as {@link Scope} has them, {@code Callable}</td>
 * <td>what the call returned</td></tr>
 * <tr><td>link</td><td>class loader or null, class, method, descriptor, type, settings, handle of the original or null, class
 *     whose code runs or null</td><td>handle</td></tr>
 * <tr><td>linkEach</td><td>class loader or null, type, settings of a method that takes many keys at once, handle of the
 *     original, handle of the original of the method that takes one or null</td><td>handle</td></tr>
 * <tr><td>linkInvalidation</td><td>class loader or null, class, method, descriptor, type, {@code Object[]} of a class loader
 *     and what is dropped, encoded, and so on</td><td>handle</td></tr>
 * <tr><td>policies</td><td></td><td>{@code String[]}: the names of the eviction policies</td></tr>
 * <tr><td>flights</td><td></td><td>{@code Object[][]}: name, name of the leader's thread, age in nanoseconds, number of
 *     waiters; for methods</td></tr>
 * <tr><td>adapters</td><td></td><td>{@code String[]}: the types that the runtime was given adapters for</td></tr>
 * <tr><td>cache</td><td>name, {@code Map} of settings, class loader or null</td><td>functions: find, load, operations</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class Service implements BiFunction<String, Object[], @Nullable Object> {
    private final Engine engine;

    Service(Engine engine) {
        this.engine = engine;
    }

    @Override
    public @Nullable Object apply(String operation, @Nullable Object[] arguments) {
        return switch (operation) {
            case "methods" -> methods();
            case "stats" -> site(arguments).region().stats().toArray();
            case "invalidate", "outdate" ->
                invalidate(site(arguments), operation.equals("outdate"), arguments[1], (Object[]) arguments[2]);
            case "scoped" -> scoped(arguments);
            case "link" -> link(arguments);
            case "save", "load", "saveKeys", "warmUp" -> snapshot(operation, arguments);
            case "warmUpCounts" -> engine.warmUp().counts();
            case "linkEach" -> linkEach(arguments);
            case "linkInvalidation" -> linkInvalidation(arguments);
            case "flights" -> flights();
            case "cache" -> cache(arguments);
            case "adapters" -> engine.adapters().keySet().toArray(new String[0]);
            case "policies" -> engine.policies().names().toArray(new String[0]);
            default -> {
                change(operation, arguments);
                yield null;
            }
        };
    }

    /** Does what has no answer. */
    private void change(String operation, @Nullable Object[] arguments) {
        switch (operation) {
            case "resetStats" -> site(arguments).region().resetStats();
            case "invalidateAll" -> site(arguments).region().invalidateAll();
            case "outdateAll" -> site(arguments).region().outdating().outdateAll();
            case "invalidateTag", "outdateTag" ->
                engine.invalidateTag(Objects.requireNonNull((String) arguments[0]), operation.equals("outdateTag"));
            case "transactions" -> connect(new WeakReference<>(arguments));
            case "forgetStored" -> engine.forgetStored();
            case "closeStores" -> engine.closeStores();
            case "stopWarmUp" -> engine.warmUp().stop();
            default -> throw new UnsupportedOperationException(operation);
        }
    }

    private @Nullable Object[] snapshot(String operation, @Nullable Object[] arguments) {
        Path file = Path.of(String.valueOf(arguments[0]));
        int number = arguments.length > 1 && arguments[1] instanceof Integer given ? given : 0;
        try {
            return switch (operation) {
                case "save" -> engine.snapshots().save(file).toArray();
                case "saveKeys" -> engine.recorder().save(file, number).toArray();
                case "load" -> engine.snapshots().load(file).toArray();
                default -> new Object[] {engine.recorder().replay(file, number), 0L};
            };
        } catch (SnapshotException e) { // which the facade may have of another class loader
            return new Object[] {e.kind().name(), e.getMessage(), e.getCause()};
        }
    }

    private Object[][] methods() {
        List<Site> sites = engine.sites();
        Object[][] rows = new Object[sites.size()][];
        for (int i = 0; i < rows.length; i++) {
            Site site = sites.get(i);
            MethodRef method = site.method();
            rows[i] = new Object[] {
                site, site.region().settings().name(), method.owner(), method.name(), method.descriptor()
            };
        }
        return rows;
    }

    private Object[][] flights() {
        return engine.sites().stream()
                .flatMap(site -> site.region().loadsUnderWay().stream())
                .map(LoadUnderWay::toArray)
                .toArray(Object[][]::new);
    }

    private static Integer invalidate(
            Site site, boolean softly, @Nullable Object receiver, @Nullable Object[] arguments) {
        try {
            return site.invalidate(softly, receiver, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What belongs to an application is not to be held by an engine that outlives it. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends what the table says
    private void connect(WeakReference<@Nullable Object[]> both) {
        engine.connect(
                () -> {
                    @Nullable Object[] hook = both.get();
                    return hook == null ? null : ((Supplier<@Nullable Object>) hook[0]).get();
                },
                action -> ((Consumer<Consumer<Boolean>>) Objects.requireNonNull(both.get())[1]).accept(action));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends what the table says
    private static @Nullable Object scoped(@Nullable Object[] arguments) {
        Scope scope = new Scope(
                Scope.Operation.valueOf((String) arguments[0]),
                (AtomicInteger) arguments[1],
                (Throwable) arguments[2],
                (Consumer<@Nullable Object[]>) arguments[3]);
        try {
            return Scopes.run(scope, (Callable<@Nullable Object>) arguments[4]);
        } catch (Throwable failure) { // the user's own, or the scope's end
            throw Rethrown.same(failure);
        }
    }

    private Object link(@Nullable Object[] arguments) {
        MethodRef method = method(arguments);
        MethodSettings settings = MethodSettings.decode((String) arguments[5]);
        MethodHandle original = arguments.length > 6 ? (MethodHandle) arguments[6] : null;
        Realm realm = engine.realm((ClassLoader) arguments[0]);
        MethodHandle linked =
                new Linker.Call(method, (MethodType) arguments[4], false).link(realm, settings, () -> original);
        realm.form(Objects.requireNonNull(realm.find(method)))
                .runBy(arguments.length > 7 ? (Class<?>) arguments[7] : null);
        return linked;
    }

    @SuppressWarnings("NullAway") // the facade sends what the table says
    private Object linkEach(@Nullable Object[] arguments) {
        MethodType type = (MethodType) arguments[1];
        Each each = Each.decode((String) arguments[2]);
        MethodHandle one = (MethodHandle) arguments[4];
        Realm realm = engine.realm((ClassLoader) arguments[0]);
        Site site = realm.site(each.item(), each.settings(), false, () -> one);
        realm.form(site).runByOthers();
        return new EachSite(site, each, (MethodHandle) arguments[3], false)
                .handle()
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
    }

    @SuppressWarnings("NullAway") // the facade sends what the table says
    private Object linkInvalidation(@Nullable Object[] arguments) {
        MethodType type = (MethodType) arguments[4];
        Invalidator invalidator = new Invalidator(engine, engine.realm((ClassLoader) arguments[0]), method(arguments));
        @Nullable Object[] dropped = (Object[]) arguments[5];
        for (int i = 0; i < dropped.length; i += 2) {
            invalidator.add(Invalidation.decode((String) dropped[i + 1]), (ClassLoader) dropped[i]);
        }
        return invalidator
                .handle()
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
    }

    @SuppressWarnings("NullAway") // the facade sends what the table says
    private static MethodRef method(@Nullable Object[] arguments) {
        return new MethodRef((String) arguments[1], (String) arguments[2], (String) arguments[3]);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends what the table says
    private Object[] cache(@Nullable Object[] arguments) {
        ClassLoader loader = (ClassLoader) arguments[2];
        Codec codec = engine.realm(loader).codec();
        return engine.openCache((String) arguments[0], (Map<String, Object>) arguments[1], codec, loader)
                .seam();
    }

    private static Site site(@Nullable Object[] arguments) {
        return (Site) arguments[0];
    }
}
