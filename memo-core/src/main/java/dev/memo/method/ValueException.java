// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

/** Says what is wrong with a setting's value that was given as text, and what to write instead. Immutable. */
public final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String complaint;
    private final String remedy;

    ValueException(String subject, String complaint, String remedy) {
        super(subject + " " + complaint + ". " + remedy);
        this.complaint = complaint;
        this.remedy = remedy;
    }

    /** Returns what is wrong, to be put after the setting's name: {@code must be positive, was "0s"}. */
    public String complaint() {
        return complaint;
    }

    /** Returns what is wrong with a setting of this name, and what to do. */
    public String about(String setting) {
        return setting + " " + complaint + ". " + remedy;
    }

    /** Returns what to do, a whole sentence. */
    public String remedy() {
        return remedy;
    }
}
