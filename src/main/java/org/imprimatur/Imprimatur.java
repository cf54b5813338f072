package org.imprimatur;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the engine: {@code mvn spring-boot:run}. */
@SpringBootApplication
public class Imprimatur {

    public static void main(String[] arguments) {
        SpringApplication.run(Imprimatur.class, arguments);
    }
}
