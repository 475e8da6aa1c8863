// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted;

/** Stands for a type of the facade. */
public final class Facade {
    private Facade() {}
}
