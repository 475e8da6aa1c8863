// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.StoreChoice;
import dev.memo.link.StoreChoice.Life;
import dev.memo.link.StoreChoice.Writes;
import dev.memo.method.Problem;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's options about stores: what is right is taken, a store with a mistake is left out. */
class StoreOptionsTest {
    private static final String DISK =
            "The options of a store are store.disk, store.disk.key, store.disk.writes, store.disk.maxBytes,"
                    + " store.disk.maxEntries, store.disk.policy, store.disk.ttl, store.disk.idle and store.disk.compressFrom.";

    @TempDir
    private Path folder;

    @Test
    void noneAreThereIfNoneAreTold() {
        assertThat(Options.read("").engine().stores()).isEmpty();
        assertThat(Options.read("").stores()).isEmpty();
    }

    @Test
    void aFileIsEnough() {
        Options options = Options.read("store.disk=/var/memo.db");

        assertThat(options.problems()).isEmpty();
        assertThat(options.engine().stores()).isEqualTo(Map.of("disk", StoreChoice.at("/var/memo.db")));
        assertThat(options.stores()).containsExactly("disk");
    }

    @Test
    void everyOptionIsReadInWhateverOrder() throws IOException {
        String key = keyFile().toString();
        Options options = Options.read("store.disk.policy=LFU,store.disk.key=" + key + ",store.disk.maxEntries=9,"
                + "store.disk=a.db,store.disk.writes=Through, store.disk.maxBytes=1GB,store.other=b.db,"
                + "store.disk.compressFrom=2KB,store.disk.ttl=1h,store.disk.idle=10m");

        assertThat(options.problems()).isEmpty();
        StoreLimits limits =
                StoreLimits.NONE.policy(StorePolicy.LFU).maxEntries(9).maxBytes(1 << 30);
        Life life = new Life(3_600_000_000_000L, 600_000_000_000L);
        assertThat(options.engine().stores())
                .isEqualTo(Map.of(
                        "disk",
                        new StoreChoice("a.db", key, Writes.THROUGH, limits, life, 2_048),
                        "other",
                        StoreChoice.at("b.db")));
    }

    @Test
    void allMistakesAreSaidAndTheStoreIsLeftOut() {
        Options options = Options.read("store.disk=a.db,store.disk.writes=later,store.disk.maxBytes=0,"
                + "store.disk.keys=k,store.good=b.db,strict=maybe");

        assertThat(options.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "memo-agent option \"store.disk.writes\": must be behind or through, was \"later\". Write one of"
                                + " them.",
                        "memo-agent option \"store.disk.maxBytes\": must be positive, was \"0\". Leave it out to have no"
                                + " limit of its own.",
                        "memo-agent option \"store.disk.keys\": there is no such option. Did you mean store.disk.key? "
                                + DISK,
                        "memo-agent option \"strict\": must be true or false, was \"maybe\". Write one of them.");
        assertThat(options.stores()).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store.disk.maxEntries=0|must be positive, was \"0\". Leave it out to have no limit.",
                "store.disk.maxEntries=x|must be a whole number, was \"x\". Write it like 100000.",
                "store.disk.maxBytes=lots|must be a size, was \"lots\". Write it like \"64MB\", \"512KB\" or \"1GB\".",
                "store.disk.compressFrom=0|must be positive, was \"0\". Leave it out to have no limit of its own.",
                "store.disk.policy=lru2|must be the name of a policy of stores, was \"lru2\". Did you mean lru? The policies"
                        + " of a store are lru, lfu, fifo, lifo, mru and random.",
                "store.disk.policy=adaptive|must be the name of a policy of stores, was \"adaptive\". The policies of a"
                        + " store are lru, lfu, fifo, lifo, mru and random.",
                "store.disk.writes|it has no value. Write store.disk.writes=VALUE, or leave it out.",
                "store.disk=b.db|it is there twice. Keep one of them."
            })
    void valueThatDoesNotFitIsSaidAndTheStoreIsLeftOut(String option, String message) {
        Options options = Options.read("store.disk=a.db," + option);

        assertThat(options.problems())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo("memo-agent option \"" + option.split("=", -1)[0] + "\": " + message);
        assertThat(options.stores()).isEmpty();
    }

    @Test
    void aStoreWithoutAFileIsSaidOnce() {
        Options options = Options.read("store.disk.maxBytes=1GB,store.disk.writes=behind");

        assertThat(options.problems())
                .extracting(Problem::text)
                .containsExactly("memo-agent option \"store.disk.maxBytes\": it is set, but the store has no file. Add"
                        + " store.disk=FILE, or leave it out.");
        assertThat(options.stores()).isEmpty();
    }

    @Test
    void namesThatNobodyCanUseAndThoseOfNoStoreAreSaid() {
        assertThat(Options.read("store.none=a.db,store.=b.db,store.2=c.db").problems())
                .extracting(Problem::what)
                .containsExactly(
                        "must be the name of a store, was \"none\"",
                        "must be the name of a store, was \"\"",
                        "must be the name of a store, was \"2\"");
        assertThat(Options.read("stor.disk=a.db").problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .contains("Did you mean store.disk?");
    }

    @Test
    void aKeyThatCannotBeHadIsSaidAtTheStart() throws IOException {
        Path odd = Files.writeString(folder.resolve("odd"), "secret");
        close(odd);
        Options options = Options.read("store.disk=a.db,store.disk.key=" + odd);

        assertThat(options.problems())
                .singleElement()
                .extracting(Problem::text)
                .isEqualTo(
                        "memo-agent option \"store.disk.key\": " + odd + ": a key is 32 bytes, or 44 characters of"
                                + " Base64, and the file holds something else. Make one: head -c 32 /dev/urandom | base64 > FILE.");
        assertThat(options.stores()).as("not unencrypted").isEmpty();
        assertThat(Options.read("store.disk=a.db,store.disk.key=" + folder.resolve("missing"))
                        .problems())
                .extracting(Problem::what)
                .asString()
                .contains("the key cannot be read, NoSuchFileException");
        assertThat(List.of(options.problems().get(0).text())).noneMatch(text -> text.contains("secret"));
    }

    private Path keyFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        close(file);
        return file;
    }

    private static void close(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
