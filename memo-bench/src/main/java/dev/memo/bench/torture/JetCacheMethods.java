// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.alicp.jetcache.CacheBuilder;
import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** JetCache's {@code @Cached} with {@code @CachePenetrationProtect}, local, over Caffeine. Stateless. */
final class JetCacheMethods {
    private JetCacheMethods() {}

    /** Starts a context of its own. */
    static Peer over(Original original) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Original.class, () -> original);
        context.register(Setup.class);
        context.refresh();
        return context.getBean(JetCacheBean.class);
    }

    /** The application's configuration. Stateless. */
    @Configuration
    @EnableMethodCache(basePackages = "dev.memo.bench.torture", proxyTargetClass = true)
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
        JetCacheBean methods(Original original) {
            return new JetCacheBean(original);
        }
    }
}
