// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/** A method that is annotated with {@code @Invalidates}, being looked at. Confined to one thread, as the findings are. */
record Invalidator(ClassModel owner, MethodModel method, Place place, Findings findings) {

    static Invalidator of(ClassModel owner, MethodModel method) {
        Place place = Place.annotation("@Invalidates", method.ref().text());
        return new Invalidator(owner, method, place, new Findings());
    }

    void problem(String code, String what, String remedy) {
        findings.problem(place.problem(code, what, remedy));
    }
}
