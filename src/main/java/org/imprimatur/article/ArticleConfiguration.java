package org.imprimatur.article;

import org.imprimatur.article.source.ArticleRenderer;
import org.imprimatur.article.source.SourceLimits;
import org.imprimatur.article.source.SourceParser;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source format, which knows nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class ArticleConfiguration {

    @Bean
    SourceParser sourceParser(@Value("${imprimatur.article.max-bytes}") int mostBytes) {
        return new SourceParser(new SourceLimits(mostBytes));
    }

    @Bean
    ArticleRenderer articleRenderer() {
        return new ArticleRenderer();
    }
}
