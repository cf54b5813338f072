package org.imprimatur.desk;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /** A redirect after a form is 303, See Other: whoever reloads repeats the page, never the form. */
    PageConfiguration(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }
}
