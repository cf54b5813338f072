package org.imprimatur.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /** A redirect after a form is 303, See Other: whoever reloads repeats the page, never the form. */
    PageConfiguration(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }

    /** What one page tells the next stands in the address: looking for it in a session would cost every style sheet one. */
    @Bean
    FlashMapManager flashMapManager() {
        return new FlashMapManager() {
            @Override
            public @Nullable FlashMap retrieveAndUpdate(
                    HttpServletRequest request, HttpServletResponse response) {
                return null;
            }

            @Override
            public void saveOutputFlashMap(
                    FlashMap flashMap, HttpServletRequest request, HttpServletResponse response) {
                if (!flashMap.isEmpty()) {
                    throw new IllegalStateException("Pages keep nothing for the next one");
                }
            }
        };
    }
}
