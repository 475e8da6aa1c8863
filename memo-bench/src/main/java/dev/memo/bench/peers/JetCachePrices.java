// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.alicp.jetcache.CacheBuilder;
import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import dev.memo.bench.data.Price;
import java.util.Map;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** JetCache's {@code @Cached}, local, over Caffeine. Thread-safe. */
@State(Scope.Benchmark)
public class JetCachePrices {
    private final JetCacheService service =
            new AnnotationConfigApplicationContext(Setup.class).getBean(JetCacheService.class);

    /** Returns a product's price. */
    public Price price(long product) {
        return service.price(product);
    }

    /** The application's configuration. Stateless. */
    @Configuration
    @EnableMethodCache(basePackages = "dev.memo.bench.peers", proxyTargetClass = true)
    @Import(JetCacheBaseBeans.class)
    static class Setup {
        @Bean
        GlobalCacheConfig caches() {
            CacheBuilder local =
                    CaffeineCacheBuilder.createCaffeineCacheBuilder().keyConvertor(Fastjson2KeyConvertor.INSTANCE);
            GlobalCacheConfig caches = new GlobalCacheConfig();
            caches.setLocalCacheBuilders(Map.of(CacheConsts.DEFAULT_AREA, local));
            caches.setRemoteCacheBuilders(Map.of());
            caches.setStatIntervalMinutes(0);
            return caches;
        }

        @Bean
        JetCacheService service() {
            return new JetCacheService();
        }
    }
}
