// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.data.Price;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's {@code @Cacheable} over Caffeine. Thread-safe. */
@State(Scope.Benchmark)
public class SpringPrices {
    private final SpringService service =
            new AnnotationConfigApplicationContext(Setup.class).getBean(SpringService.class);

    /** Returns a product's price, cached plainly. */
    public Price price(long product) {
        return service.price(product);
    }

    /** Returns a product's price, cached with {@code sync = true}: one load per key. */
    public Price synchronizedPrice(long product) {
        return service.synchronizedPrice(product);
    }

    /** The application's configuration. Stateless. */
    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Setup {
        @Bean
        CacheManager cacheManager() {
            CaffeineCacheManager caches = new CaffeineCacheManager();
            caches.setCaffeine(Caffeine.newBuilder().maximumSize(Limits.ENTRIES).expireAfterWrite(Limits.TTL));
            return caches;
        }

        @Bean
        SpringService service() {
            return new SpringService();
        }
    }
}
