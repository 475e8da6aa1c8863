// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import dev.memo.annotation.Barrier;
import dev.memo.region.Stored;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Decides whether a method's results can be kept in a store. Confined to one thread. */
final class StoreCheck {
    private static final List<String> WITH_STORE = List.of("version", "code", "codePackages", "allow", "maxHeapBytes");

    private final Planning planning;
    private final Types types;
    private final ClassModel owner;
    private final MethodModel method;
    private final Declaration declaration;
    private final Findings findings;

    StoreCheck(Planning planning, ClassModel owner, MethodModel method, Declaration declaration, Findings findings) {
        this.planning = planning;
        this.types = planning.types();
        this.owner = owner;
        this.method = method;
        this.declaration = declaration;
        this.findings = findings;
    }

    /**
     * Checks all that concerns the store.
     *
     * @return the settings with the digest of the method's code, if that counts
     */
    MethodSettings check(MethodSettings settings) {
        Stored stored = settings.stored();
        if (!stored.isStored()) {
            if (!isNamed()) {
                for (String setting : WITH_STORE) {
                    checkAlone(setting);
                }
                checkBarrier(settings.barrier());
            }
            return settings;
        }
        checkOthers(settings);
        remarkMissing(stored.store());
        if (settings.keyFunction().isEmpty()) {
            checkKey(settings);
        }
        new StoredReceiverCheck(types, place("receiver"), findings).check(owner, settings.receiver());
        if (!stored.code() && isSet("codePackages")) {
            problem(
                    "codePackages",
                    "CODE_PACKAGES_WITHOUT_CODE",
                    "codePackages is set, but code does not count, as it is false",
                    "Leave one of them out.");
        }
        return settings.with(stored, stored.code() && !isOfManyKeys() ? digest(settings) : "");
    }

    /** Returns whether a store is named, though its name may be none. */
    private boolean isNamed() {
        Source source = declaration.source("store");
        String name = source == null ? null : source.values().get("store", String.class);
        return name != null && !name.isEmpty() && !name.equals(StoredSettings.NO_STORE);
    }

    private void checkAlone(String setting) {
        if (isSet(setting)) {
            String example = place(setting).byRule() ? "store=disk" : "store = \"disk\"";
            problem(
                    setting,
                    "STORED_WITHOUT_STORE",
                    setting + " is about results in a store, but none is named",
                    "Add " + example + ", or leave " + setting + " out.");
        }
    }

    private void checkBarrier(Barrier barrier) {
        if (barrier == Barrier.HOST) {
            String example = place("barrier").byRule() ? "store=disk" : "store = \"disk\"";
            problem(
                    "barrier",
                    "HOST_WITHOUT_STORE",
                    "barrier is HOST, but processes meet in a store, and none is named",
                    "Add " + example + ", or choose barrier KEY.");
        }
    }

    private void remarkMissing(String name) {
        Set<String> stores = planning.stores();
        if (stores != null && !stores.contains(name)) {
            String remedy = "Start the agent with store." + name + "=FILE.";
            findings.remark(place("store")
                    .problem(
                            "UNKNOWN_STORE",
                            "store is \"" + name
                                    + "\", which the runtime does not have, so that results are kept in the"
                                    + " heap only",
                            stores.isEmpty() ? remedy : remedy + " It has " + names(stores) + "."));
        }
    }

    private static String names(Set<String> stores) {
        return Nearest.join(List.copyOf(new TreeSet<>(stores)), "and");
    }

    private void checkOthers(MethodSettings settings) {
        if (isOfManyKeys()) {
            refuse(
                    "results of methods with each are kept there as those of the method for one key that of names,"
                            + " and of is not set",
                    "Name one in of, and give that the store");
        }
        if (settings.nested().dependencies()) {
            refuse(
                    "what a result was computed from is not kept there, so that dependencies could not drop it",
                    "Leave dependencies out");
        }
        refuseIf(settings.freshness().patience().softNanos() > 0, "soft");
        refuseIf(settings.freshness().patience().hardNanos() > 0, "hard");
    }

    private void refuseIf(boolean limited, String setting) {
        if (limited) {
            refuse(
                    "with " + setting + " the method is run by a thread of Memo's, which does not yet look in stores",
                    "Leave " + setting + " out");
        }
    }

    private void checkKey(MethodSettings settings) {
        StableKeyCheck keys = new StableKeyCheck(types, declaration.place(), findings);
        Type[] parameters = method.parameters();
        for (int index : settings.keyParameters()) {
            keys.check(index, parameters[index]);
        }
    }

    private String digest(MethodSettings settings) {
        byte[] digest = CodeDigest.of(code(settings), types, settings.stored().codePackages());
        if (digest != null) {
            return HexFormat.of().formatHex(digest);
        }
        boolean byRule = place("store").byRule();
        String remedy = byRule ? "Add code=false and version=1" : "Set code = false and version = \"1\"";
        String what = "its results are good for the code that has computed them, but its code cannot be known, as "
                + (!method.is(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)
                        ? "its class file cannot be read"
                        : "it has no body here");
        problem("store", "NO_CODE", what, remedy + ", and another version whenever results change.");
        return "";
    }

    /** What computes the same results for many keys counts too. */
    private List<MethodRef> code(MethodSettings settings) {
        List<MethodRef> code = new ArrayList<>(MethodCode.of(method.ref(), settings.keyFunction(), types));
        code.addAll(EachCheck.sharing(planning, owner, method));
        return code;
    }

    /** Such a method is planned as one that takes one key, which nobody has declared. */
    private boolean isOfManyKeys() {
        Source each = declaration.source("each");
        return each != null && each.values().flag("each");
    }

    private void refuse(String because, String remedy) {
        String none = place("store").byRule() ? "store=none" : "store = \"none\"";
        problem("store", "STORE_SETTING", "store is set, but " + because, remedy + ", or say " + none + " here.");
    }

    /** Returns whether something is said about the method itself. */
    private boolean isSet(String setting) {
        Source source = declaration.source(setting);
        Object value = source == null ? null : source.values().values().get(setting);
        return source != null && source.own() && !"".equals(value) && !List.of().equals(value);
    }

    /** What a class's defaults say is wrong for this method is said of the method. */
    private Place place(String setting) {
        Source source = declaration.source(setting);
        return source == null || !source.own() ? declaration.place() : source.place();
    }

    private void problem(String setting, String code, String what, String remedy) {
        findings.problem(place(setting).problem(code, what, remedy));
    }
}
