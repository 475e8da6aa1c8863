// SPDX-License-Identifier: Apache-2.0
package dev.memo.archtest.planted.region;

import com.esotericsoftware.kryo.kryo5.Kryo;

/** Planted. */
record ImportsKryo(Kryo kryo) {}
