package org.imprimatur.people;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imprimatur.api.IdempotencyFilter;
import org.imprimatur.api.KeptAnswers;
import org.imprimatur.api.ProblemType;
import org.imprimatur.api.ProblemWriter;
import org.imprimatur.api.Refusal;
import org.imprimatur.api.Sentence;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Two doors. The API knows bearer tokens and never a cookie; the pages know a session and never a token. Both load the
 * account anew on every request, so that a role taken away is gone at once.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasskeySettings.class)
class SecurityConfiguration {

    /** In the session, for the form: the user name of the sign-in that failed. */
    private static final String MISTYPED = "username";

    /** No account has a longer name, and anybody can send one. */
    private static final int LONGEST_NAME = 64;

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final StaticHeadersWriter CONFINED =
            new StaticHeadersWriter(
                    List.of(
                            new Header("Content-Security-Policy", CONTENT_SECURITY_POLICY),
                            new Header("Cross-Origin-Opener-Policy", "same-origin"),
                            new Header("Referrer-Policy", "same-origin"),
                            new Header("X-Content-Type-Options", "nosniff")));

    @Bean
    PasswordEncoder passwordEncoder() {
        return passwords();
    }

    static PasswordEncoder passwords() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /** What the firewall takes for an attack: encoded slashes, {@code ..;}, control characters. */
    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (request, response, _) -> {
            CONFINED.writeHeaders(request, response); // no door has been reached that would
            if (request.getRequestURI().startsWith("/api/")) {
                problems.write(response, Refusal.notFound());
            } else {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
        };
    }

    /** Where a name and a password become a token: the only place that takes Basic. */
    @Bean
    @Order(1)
    SecurityFilterChain tokenDoor(
            HttpSecurity http, ProblemWriter problems, People people, BrowserSessions sessions)
            throws Exception {
        return stateless(http, problems)
                .securityMatcher(
                        request ->
                                request.getMethod().equals(HttpMethod.POST.name())
                                        && request.getRequestURI().equals("/api/v1/tokens"))
                .httpBasic(
                        basic ->
                                basic.authenticationDetailsSource(Knock::of)
                                        .authenticationEntryPoint(unauthenticated(problems)))
                .addFilterBefore(
                        new CurrentPersonFilter(people, sessions), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(
            HttpSecurity http,
            ProblemWriter problems,
            People people,
            Tokens tokens,
            KeptAnswers answers,
            PlatformTransactionManager transactions)
            throws Exception {
        var idempotency =
                new IdempotencyFilter(
                        answers, transactions, problems, CurrentPersonFilter::callerId);
        return stateless(http, problems)
                .securityMatcher("/api/**")
                .addFilterBefore(
                        new BearerTokenFilter(tokens, people),
                        UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(idempotency, AuthorizationFilter.class)
                .build();
    }

    /** What a page looks like is no secret and needs no session, so it is there even while the database is away. */
    @Bean
    @Order(3)
    SecurityFilterChain assetDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher("/css/**", "/js/**", "/fonts/**", "/img/**", "/vendor/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .securityContext(context -> context.disable())
                .sessionManagement(session -> session.disable())
                .headers(
                        headers ->
                                confined(headers, CONTENT_SECURITY_POLICY)
                                        // their addresses change with their content
                                        .cacheControl(cache -> cache.disable()))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pageDoor(
            HttpSecurity http,
            People people,
            BrowserSessions sessions,
            SignedIn signedIn,
            PasskeySignIn passkeys)
            throws Exception {
        var passkeyDoor = new PasskeySignInFilter(passkeys);
        passkeyDoor.setAuthenticationSuccessHandler(signedIn);
        passkeyDoor.setAuthenticationFailureHandler(SecurityConfiguration::passkeyFailed);
        return http.authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ERROR, DispatcherType.FORWARD)
                                        .permitAll()
                                        .requestMatchers("/reviewing/**")
                                        .hasRole(Role.REVIEWER.name())
                                        .requestMatchers(
                                                "/editing",
                                                "/editing/new",
                                                "/editing/drafts/**",
                                                "/editing/proposals/**",
                                                "/editing/*/source",
                                                "/editing/*/submission")
                                        .hasRole(Role.EDITOR.name())
                                        .requestMatchers("/editing/**")
                                        .hasAnyRole(Role.EDITOR.name(), Role.CHIEF_EDITOR.name())
                                        .requestMatchers("/deciding/**")
                                        .hasRole(Role.CHIEF_EDITOR.name())
                                        .requestMatchers("/auditing/**")
                                        .hasRole(Role.AUDITOR.name())
                                        .requestMatchers(HttpMethod.POST, "/redactions")
                                        .hasRole(Role.ADMIN.name())
                                        .requestMatchers("/redactions/**")
                                        .hasAnyRole(Role.ADMIN.name(), Role.AUDITOR.name())
                                        .requestMatchers("/administration/**")
                                        .hasRole(Role.ADMIN.name())
                                        .requestMatchers("/articles/*/diff")
                                        .authenticated()
                                        .requestMatchers("/account/**")
                                        .authenticated()
                                        .requestMatchers("/actuator/health/**")
                                        .permitAll()
                                        .requestMatchers("/actuator/**")
                                        .denyAll()
                                        .anyRequest()
                                        .permitAll())
                .formLogin(
                        form ->
                                form.loginPage("/sign-in")
                                        .authenticationDetailsSource(Knock::of)
                                        .successHandler(signedIn)
                                        .failureHandler(SecurityConfiguration::signInFailed)
                                        .permitAll())
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
                .exceptionHandling(
                        refused ->
                                refused.authenticationEntryPoint(SecurityConfiguration::toSignIn)
                                        .accessDeniedHandler(
                                                (request, _, denied) -> {
                                                    // to the desk, which prints every page that
                                                    // refuses
                                                    WantedPage.of(request)
                                                            .ifPresent(
                                                                    page ->
                                                                            request.setAttribute(
                                                                                    WantedPage
                                                                                            .ATTRIBUTE,
                                                                                    page));
                                                    throw denied;
                                                }))
                // anybody may choose a language; a token would cost every reader a session
                .csrf(csrf -> csrf.ignoringRequestMatchers("/language"))
                .requestCache(cache -> cache.disable()) // see WantedPage
                .addFilterBefore(passkeyDoor, UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(
                        new CurrentPersonFilter(people, sessions), AuthorizationFilter.class)
                .headers(headers -> confined(headers, CONTENT_SECURITY_POLICY))
                .build();
    }

    /** What holds at every door: no address leaves with a link, and no window elsewhere reaches into ours. */
    private static HeadersConfigurer<HttpSecurity> confined(
            HeadersConfigurer<HttpSecurity> headers, String contentSecurityPolicy) {
        return headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives(contentSecurityPolicy))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
    }

    private static void toSignIn(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException absent)
            throws IOException {
        response.sendRedirect(WantedPage.signIn(WantedPage.of(request)));
    }

    /** Remembers the name for the next try, and nothing else: Spring's own handler would store the mistyped password too. */
    private static void signInFailed(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        var name = Objects.requireNonNullElse(request.getParameter("username"), "");
        request.getSession()
                .setAttribute(MISTYPED, name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        backToSignIn(request, response, "failed");
    }

    private static void passkeyFailed(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        backToSignIn(request, response, "passkey-failed");
    }

    private static void backToSignIn(
            HttpServletRequest request, HttpServletResponse response, String why)
            throws IOException {
        var wanted =
                Optional.ofNullable(request.getParameter(WantedPage.PARAMETER))
                        .filter(WantedPage::isOurs);
        response.sendRedirect(WantedPage.signIn(wanted) + (wanted.isPresent() ? "&" : "?") + why);
    }

    private static HttpSecurity stateless(HttpSecurity http, ProblemWriter problems)
            throws Exception {
        return http.authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .csrf(csrf -> csrf.disable()) // no cookie is ever read here
                .requestCache(cache -> cache.disable())
                .logout(out -> out.disable())
                .anonymous(anonymous -> anonymous.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> confined(headers, "default-src 'none'; frame-ancestors 'none'"))
                .exceptionHandling(
                        refused ->
                                refused.authenticationEntryPoint(unauthenticated(problems))
                                        .accessDeniedHandler(
                                                (_, response, _) ->
                                                        problems.write(
                                                                response,
                                                                Refusal.notAllowed(
                                                                        Sentence.of(
                                                                                "refusal.account")))));
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (_, response, _) -> {
            SecurityContextHolder.clearContext();
            problems.write(
                    response,
                    new Refusal(ProblemType.UNAUTHENTICATED, Sentence.of("refusal.token")));
        };
    }
}
