// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/**
 * What planning one class needs to know of the world. Confined to one thread, as the types are.
 *
 * @param types the other classes
 * @param purpose what the class is planned for
 */
record Planning(Types types, Rules rules, Purpose purpose) {}
