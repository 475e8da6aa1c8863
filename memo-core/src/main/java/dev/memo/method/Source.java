// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * One place where settings of a method are written. Immutable.
 *
 * @param place for messages
 * @param values what is written there
 * @param own whether it is about methods, rather than a class's defaults
 */
record Source(Place place, WrittenValues values, boolean own) {
    /** Returns the place, and the method with it where the place is about a class. */
    Place placeFor(MethodModel method) {
        return own ? place : new Place(place.where() + " for " + method.ref().text(), place.cause(), place.byRule());
    }
}
