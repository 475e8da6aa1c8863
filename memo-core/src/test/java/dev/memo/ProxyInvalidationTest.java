// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.Receiver;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Methods of a wrapped type that drop results, by the annotations of the type. */
class ProxyInvalidationTest {
    private final ScriptedTransactions transactions = new ScriptedTransactions();
    private final Memo memo = Memo.builder().transactions(transactions).build();
    private final ListedPrices listed = new ListedPrices();
    private final Prices prices = memo.proxy(Prices.class, listed);

    /** Each price has its id, the country, and the number of the load in it. */
    interface Prices {
        @Cached
        String price(long id, String country);

        @Cached(tags = "country:{country}")
        String offer(long id, String country);

        @Cached(ttl = "1h", keep = "2h")
        String rate(long id);

        @Invalidates(method = "price")
        void set(String country, double to, long id);

        @Invalidates(
                method = "price",
                args = {"1", "0"})
        long setAt(String there, long which) throws IOException;

        @Invalidates(method = "price", before = true)
        void look(long id, String country, Runnable body);

        @Invalidates(method = "price", all = true)
        @Invalidates(method = "rate", all = true)
        boolean reset();

        @Invalidates(tags = {"country:{country}", "country:{result}"})
        String move(String country);

        @Invalidates(method = "rate", soft = true)
        default int touch(long id) {
            return (int) id;
        }

        @Invalidates(method = "price")
        CompletionStage<String> later(long id, String country);

        @Invalidates(method = "price")
        Future<String> future(long id, String country);
    }

    @Test
    void aChangeDropsTheOneResultThatItsArgumentsName() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.price(1, "DE")).isEqualTo("1 DE 2");
        prices.set("FR", 0.5, 1);
        assertThat(listed.told).isEqualTo("set FR 0.5 1");
        assertThat(prices.price(1, "DE")).isEqualTo("1 DE 2");
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 3");
        assertThat(memo.method(Prices.class, "price").stats().invalidations()).isEqualTo(1);
    }

    @Test
    void onlyTheResultsOfTheObjectThatIsChangedGo() {
        Prices others = memo.proxy(Prices.class, new ListedPrices());
        assertThat(others.price(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        prices.set("FR", 0.5, 1);
        assertThat(others.price(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2");
    }

    @Test
    void aResultThatIsGivenBackComesAsItIs() throws IOException {
        assertThat(prices.price(Long.MAX_VALUE, "FR")).isEqualTo(Long.MAX_VALUE + " FR 1");
        assertThat(prices.setAt("FR", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(prices.price(Long.MAX_VALUE, "FR")).isEqualTo(Long.MAX_VALUE + " FR 2");
    }

    @Test
    void aChangeThatFailsDropsNothingAndItsExceptionComesAsItIs() {
        assertThat(prices.price(-1, "FR")).isEqualTo("-1 FR 1");
        assertThatThrownBy(() -> prices.setAt("FR", -1)).isSameAs(listed.failure);
        assertThat(prices.price(-1, "FR")).isEqualTo("-1 FR 1");
    }

    @Test
    void whatIsToGoBeforeIsGoneWhenTheMethodRuns() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        prices.look(1, "FR", () -> assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2"));
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2");
    }

    @Test
    void whatIsToGoAfterIsThereWhileTheMethodRuns() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        listed.inSet = () -> assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        prices.set("FR", 0.5, 1);
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2");
    }

    @Test
    void severalAnnotationsOfOneMethodAllCount() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.rate(1)).isEqualTo("1 2");
        assertThat(prices.reset()).isTrue();
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 3");
        assertThat(prices.rate(1)).isEqualTo("1 4");
    }

    @Test
    void tagsOfArgumentsAndOfTheResultGo() {
        assertThat(prices.offer(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.offer(1, "fr")).isEqualTo("1 fr 2");
        assertThat(prices.offer(1, "DE")).isEqualTo("1 DE 3");
        assertThat(prices.move("FR")).isEqualTo("fr");
        assertThat(prices.offer(1, "DE")).isEqualTo("1 DE 3");
        assertThat(prices.offer(1, "FR")).isEqualTo("1 FR 4");
        assertThat(prices.offer(1, "fr")).isEqualTo("1 fr 5");
    }

    @Test
    void softlyTheResultStaysToBeServedWhereItCannotBeLoaded() {
        assertThat(prices.rate(1)).isEqualTo("1 1");
        assertThat(prices.touch(1)).isEqualTo(1);
        listed.down = true;
        assertThat(Memo.observe(() -> prices.rate(1)).outcome()).isEqualTo(Observation.Outcome.STALE);
        listed.down = false;
        assertThat(prices.touch(1)).isEqualTo(1);
        assertThat(prices.rate(1)).isEqualTo("1 2");
    }

    @Test
    void aStageDropsWhenItHasCompleted() throws Exception {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        CompletableFuture<String> stage = prices.later(1, "FR").toCompletableFuture();
        assertThat(prices.price(1, "FR")).as("not done yet").isEqualTo("1 FR 1");
        assertThat(listed.stage.complete("done")).isTrue();
        assertThat(stage.get()).isEqualTo("done");
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2");
    }

    @Test
    void aStageThatFailsDropsNothing() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        CompletableFuture<String> stage = prices.later(1, "FR").toCompletableFuture();
        assertThat(listed.stage.completeExceptionally(listed.failure)).isTrue();
        assertThatThrownBy(stage::get).isInstanceOf(ExecutionException.class).hasCause(listed.failure);
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
    }

    @Test
    void aFutureDropsWhenItIsReturnedAndIsTheMethodsOwn() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        assertThat(prices.future(1, "FR")).isSameAs(listed.stage);
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 2");
    }

    @Test
    void inATransactionItWaitsForTheCommit() {
        assertThat(prices.price(1, "FR")).isEqualTo("1 FR 1");
        transactions.begin();
        prices.set("FR", 0.5, 1);
        transactions.rollBack();
        assertThat(prices.price(1, "FR")).as("rolled back").isEqualTo("1 FR 1");
        transactions.begin();
        prices.set("FR", 0.5, 1);
        transactions.commit();
        assertThat(prices.price(1, "FR")).as("committed").isEqualTo("1 FR 2");
    }

    /** Changes what others remember, and remembers nothing. */
    interface Catalogue {
        @Invalidates(type = Shared.class, method = "name")
        void rename(long id);
    }

    interface Shared {
        @Cached(receiver = Receiver.IGNORE)
        String name(long id);
    }

    @Test
    void aTypeThatOnlyChangesWhatAnotherRemembersIsWrapped() {
        Map<Long, Integer> loads = new HashMap<>();
        Shared shared = memo.proxy(Shared.class, id -> id + " " + loads.merge(id, 1, Integer::sum));
        Catalogue catalogue = memo.proxy(Catalogue.class, id -> {});
        catalogue.rename(7);
        assertThat(shared.name(7)).isEqualTo("7 1");
        assertThat(shared.name(8)).isEqualTo("8 1");
        catalogue.rename(7);
        assertThat(shared.name(7)).isEqualTo("7 2");
        assertThat(shared.name(8)).isEqualTo("8 1");
    }

    /** What is wrapped; counts the loads. */
    private static final class ListedPrices implements Prices {
        private final IOException failure = new IOException("down");
        private final CompletableFuture<String> stage = new CompletableFuture<>();
        private Runnable inSet = () -> {};
        private @Nullable String told;
        private int loads;
        private boolean down;

        @Override
        public String price(long id, String country) {
            return id + " " + country + " " + ++loads;
        }

        @Override
        public String offer(long id, String country) {
            return price(id, country);
        }

        @Override
        public String rate(long id) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return id + " " + ++loads;
        }

        @Override
        public void set(String country, double to, long id) {
            inSet.run();
            told = "set " + country + " " + to + " " + id;
        }

        @Override
        public long setAt(String there, long which) throws IOException {
            if (which < 0) {
                throw failure;
            }
            return which;
        }

        @Override
        public void look(long id, String country, Runnable body) {
            body.run();
        }

        @Override
        public boolean reset() {
            return true;
        }

        @Override
        public String move(String country) {
            return country.equals("FR") ? "fr" : "";
        }

        @Override
        public CompletionStage<String> later(long id, String country) {
            return stage;
        }

        @Override
        public Future<String> future(long id, String country) {
            return stage;
        }
    }
}
