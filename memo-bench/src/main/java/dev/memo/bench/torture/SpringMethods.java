// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.peers.Limits;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Spring's {@code @Cacheable(sync = true)} over Caffeine; {@code sync} has no limit on waiting. Stateless. */
final class SpringMethods {
    private SpringMethods() {}

    /** Starts a context of its own. */
    static Peer over(Original original) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Original.class, () -> original);
        context.register(Setup.class);
        context.refresh();
        return context.getBean(SpringBean.class);
    }

    /** The application's configuration. Stateless. */
    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Setup {
        @Bean
        @Primary
        CacheManager caches() {
            CaffeineCacheManager caches = new CaffeineCacheManager();
            caches.setCaffeine(settings());
            return caches;
        }

        /** For methods that return futures, as Spring asks for it. */
        @Bean
        CacheManager asyncCaches() {
            CaffeineCacheManager caches = new CaffeineCacheManager();
            caches.setAsyncCacheMode(true);
            caches.setCaffeine(settings());
            return caches;
        }

        @Bean
        SpringBean methods(Original original) {
            return new SpringBean(original);
        }

        private static Caffeine<Object, Object> settings() {
            return Caffeine.newBuilder().maximumSize(Limits.ENTRIES).expireAfterWrite(Limits.TTL);
        }
    }
}
