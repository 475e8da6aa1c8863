// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** All schedules of small programs that look up, link and unlink while the table grows: it is a set, for each of them. */
@Tag("lincheck")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Lincheck 3.7 is blind on newer JDKs")
class HeapTableModelTest {

    @Test
    void lookUpsLinksAndUnlinksAreThoseOfASetWhileTheTableGrows() {
        ModelChecks.of(6, 300).check(Real.class);
    }

    @Test
    void lookUpsFindWhatIsReplacedAllTheWhile() {
        ModelChecks.of(6, 300).check(Replacing.class);
    }

    @Test
    void theCheckerFindsTheLookUpThatDoesNotCheckTheVersion() {
        assertThatThrownBy(() -> ModelChecks.of(60, 500).check(Unchecked.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theCheckerFindsTheLookUpThatDoesNotCheckTheHead() {
        assertThatThrownBy(() -> ModelChecks.of(6, 300).check(Hasty.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theCheckerFindsTheLinkThatDoesNotCheckTheHead() {
        assertThatThrownBy(() -> ModelChecks.of(6, 300).check(Careless.class)).isInstanceOf(AssertionError.class);
    }

    /** A set of four keys that share a bucket; two are in from the start, and the table grows at the next. */
    @Param(name = "key", gen = IntGen.class, conf = "0:3")
    public static class Real {
        final HeapTable table = new HeapTable();
        final ReentrantLock lock = new ReentrantLock();

        public Real() {
            for (int i = 0; i < 10; i++) {
                int hash = (1 + i) << 28;
                table.link(new NumberEntry(hash, 100 + i), table.spot(hash));
            }
            add(0);
            add(1);
        }

        @Operation
        public boolean add(@Param(name = "key") int key) {
            Entry fresh = fresh(key);
            for (; ; ) {
                HeapTable.Spot spot = table.spot(fresh.hash());
                if (spot.search(fresh) != null) {
                    return false;
                }
                if (link(fresh, spot)) {
                    return true;
                }
            }
        }

        @Operation
        public boolean remove(@Param(name = "key") int key) {
            for (; ; ) {
                Entry found = table.find(fresh(key));
                if (found == null) {
                    return false;
                }
                if (unlink(found)) {
                    return true;
                }
            }
        }

        @Operation
        public boolean contains(@Param(name = "key") int key) {
            return find(fresh(key)) != null;
        }

        @Nullable
        Entry find(Entry fresh) {
            return table.find(fresh);
        }

        boolean link(Entry fresh, HeapTable.Spot spot) {
            lock.lock();
            try {
                return table.link(fresh, spot);
            } finally {
                lock.unlock();
            }
        }

        private boolean unlink(Entry found) {
            lock.lock();
            try {
                if (found.state == Entry.GONE) {
                    return false;
                }
                found.state = Entry.GONE;
                table.unlink(found);
                return true;
            } finally {
                lock.unlock();
            }
        }

        static Entry fresh(int key) {
            return new NumberEntry(key << 24, key);
        }
    }

    /** A canary: looks up as hits do, which may miss during a growth, and believes it. */
    public static class Unchecked extends Real {
        public Unchecked() {}

        @Override
        @Nullable
        Entry find(Entry fresh) {
            return table.spot(fresh.hash()).search(fresh);
        }
    }

    /** The same, where values are put in the place of others. */
    public static class Replacing extends Real {
        public Replacing() {
            add(2);
        }

        /** As a value is put in the place of another: the key is there all the while. */
        @Operation
        public boolean replace(@Param(name = "key") int key) {
            for (; ; ) {
                Entry old = table.find(fresh(key));
                if (old == null) {
                    return false;
                }
                if (replace(old, fresh(key))) {
                    return true;
                }
            }
        }

        private boolean replace(Entry old, Entry fresh) {
            lock.lock();
            try {
                if (old.state == Entry.GONE) {
                    return false;
                }
                table.link(fresh, table.spot(fresh.hash()));
                old.state = Entry.GONE;
                table.unlink(old);
                return true;
            } finally {
                lock.unlock();
            }
        }
    }

    /** A canary: checks the version only, and believes that a key is gone whose entry was replaced behind its back. */
    public static class Hasty extends Replacing {
        public Hasty() {}

        @Override
        @Nullable
        Entry find(Entry fresh) {
            for (; ; ) {
                HeapTable.Spot spot = table.spot(fresh.hash());
                Entry found = spot.search(fresh);
                if (found != null || spot.version() == table.spot(fresh.hash()).version()) {
                    return found;
                }
            }
        }
    }

    /** A canary: links without looking whether somebody else has linked the same key meanwhile. */
    public static class Careless extends Real {
        public Careless() {}

        @Override
        boolean link(Entry fresh, HeapTable.Spot spot) {
            lock.lock();
            try {
                return table.link(fresh, table.spot(fresh.hash()));
            } finally {
                lock.unlock();
            }
        }
    }
}
