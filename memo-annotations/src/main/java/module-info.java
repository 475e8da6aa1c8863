// SPDX-License-Identifier: Apache-2.0
/** The annotations of Memo. They depend on nothing. */
module dev.memo.annotation {
    exports dev.memo.annotation;
}
