package org.imprimatur;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.api.Sentence;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Everything that is said to people stands in the message files, in both languages, and is used. */
class MessagesTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{(\\|[^|]+\\||[\\w.-]+)");
    private static final Pattern BY_METHOD =
            Pattern.compile("#messages\\.msg\\w*\\('([\\w.-]+)'(?!\\s*\\+)");
    private static final Pattern IN_JAVA =
            Pattern.compile(
                    "(?:\\bsay|Sentence\\.of|\\berror\\(\\s*\"[^\"]*\",)\\(?\\s*\"([\\w.-]+)\"(?!\\s*\\+)");

    /** The start of a key whose end is computed: {@code "status." + status} and the like. */
    private static final Pattern COMPUTED =
            Pattern.compile(
                    "\"([a-z][\\w-]*\\.(?:[\\w-]+\\.)*)\"\\s*\\+|'([a-z][\\w.-]*\\.)'\\s*\\+");

    /** What a form's constraint found is named by the constraint and the field. */
    private static final Pattern CONSTRAINT = Pattern.compile("[A-Z]\\w+\\.(\\w+)");

    /** For Begutachtungsprotokoll or Prüfpfad, Beirat, Log, Verlauf, Fassung or Audit, Begutachtung, Siegel, Prüfpunkt. */
    private static final Pattern STRAY =
            Pattern.compile(
                    "\\bProtokoll|\\bAkte\\b|Gremium|Verzeichnis|Historie|\\bRevision|Gutachtens?\\b|Plakette|Abzeichen|Checkpoint|Audit-Trail|unterzeichneter Prüfpunkt",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> SPOKEN_ATTRIBUTES =
            Set.of("title", "alt", "aria-label", "placeholder", "label", "value");

    static Stream<String> bundles() {
        return texts(MESSAGES).keySet().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.contains("_"))
                .map(name -> name.replace(".properties", ""));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void sayTheSameKeysInBothLanguages(String bundle) {
        assertThat(read(bundle + "_de").keySet())
                .containsExactlyInAnyOrderElementsOf(read(bundle).keySet());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void takeTheSameArgumentsInBothLanguages(String bundle) {
        var german = read(bundle + "_de");
        assertThat(read(bundle))
                .allSatisfy(
                        (key, text) ->
                                assertThat(arguments(german.getOrDefault(key, text)))
                                        .as(key)
                                        .isEqualTo(arguments(text)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void areFitToBeFormatted(String bundle) {
        for (var name : List.of(bundle, bundle + "_de")) {
            assertThat(read(name))
                    .allSatisfy(
                            (key, text) -> {
                                assertThat(text).as(key).isNotBlank().doesNotContain("'");
                                var filled =
                                        new MessageFormat(text, Locale.GERMAN)
                                                .format(new Object[] {1, 2, 3, 4, 5});
                                assertThat(filled).as(key).isNotBlank();
                            });
        }
    }

    /** One word for each thing, as the glossary has it: whoever reads two words looks for two things. */
    @ParameterizedTest
    @MethodSource("bundles")
    void callEachThingByOneWordInGerman(String bundle) {
        assertThat(read(bundle + "_de"))
                .allSatisfy((key, text) -> assertThat(text).as(key).doesNotContainPattern(STRAY));
    }

    @Test
    void saysNoKeyTwice() {
        var keys =
                texts(MESSAGES).entrySet().stream()
                        .filter(file -> !file.getKey().toString().contains("_de"))
                        .flatMap(file -> file.getValue().lines())
                        .filter(line -> !line.startsWith("#") && line.contains("="))
                        .map(line -> line.substring(0, line.indexOf('=')).strip())
                        .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void areAllReadByTheApplication() {
        var configured =
                text(Path.of("config/application.yml"))
                        .lines()
                        .filter(line -> line.strip().startsWith("basename: messages/"))
                        .flatMap(line -> Arrays.stream(line.strip().substring(10).split(",")))
                        .map(name -> name.substring(name.indexOf('/') + 1));

        assertThat(configured).containsExactlyInAnyOrderElementsOf(bundles().toList());
    }

    @Test
    void haveEveryKeyThatIsUsed() {
        var known = known();
        var used = new TreeSet<String>();
        texts(TEMPLATES)
                .values()
                .forEach(
                        template -> {
                            found(IN_TEMPLATE, template)
                                    .filter(key -> !key.startsWith("|"))
                                    .forEach(used::add);
                            found(BY_METHOD, template).forEach(used::add);
                        });
        texts(SOURCES).values().forEach(source -> found(IN_JAVA, source).forEach(used::add));

        assertThat(used).hasSizeGreaterThan(100).isSubsetOf(known);
        assertThat(patterns())
                .hasSizeGreaterThan(10)
                .allSatisfy(pattern -> assertThat(known).anyMatch(pattern.asMatchPredicate()));
    }

    @Test
    void haveNoKeyThatNobodyUses() {
        var code = new ArrayList<String>(texts(TEMPLATES).values());
        code.addAll(texts(SOURCES).values());
        var words =
                code.stream()
                        .flatMap(text -> found(Pattern.compile("([\\w-]+(?:\\.[\\w-]+)*)"), text))
                        .collect(Collectors.toCollection(HashSet::new));
        var computed = patterns();
        computed.addAll(
                texts(SOURCES).values().stream()
                        .flatMap(text -> found(COMPUTED, text))
                        .map(prefix -> Pattern.compile(Pattern.quote(prefix) + ".+"))
                        .toList());
        computed.addAll(
                texts(TEMPLATES).values().stream()
                        .flatMap(text -> found(COMPUTED, text))
                        .map(prefix -> Pattern.compile(Pattern.quote(prefix) + ".+"))
                        .toList());

        assertThat(known())
                .filteredOn(key -> !words.contains(key))
                .filteredOn(
                        key ->
                                computed.stream()
                                        .noneMatch(pattern -> pattern.matcher(key).matches()))
                .filteredOn(
                        key -> {
                            var constraint = CONSTRAINT.matcher(key);
                            return !constraint.matches() || !words.contains(constraint.group(1));
                        })
                .isEmpty();
    }

    @Test
    void areTheOnlyPlaceWherePagesTakeTheirTextFrom() {
        texts(TEMPLATES)
                .forEach((file, text) -> assertThat(literals(text)).as("%s", file).isEmpty());
    }

    @Test
    void sayASentenceWithinASentenceInTheSameLanguage() {
        assertThat(Sentence.of("refusal.specialty", Sentence.term("oncology")).english())
                .isEqualTo("This slot asks for oncology.");
        assertThat(Sentence.terms(List.of("oncology", "rare diseases")).english())
                .isEqualTo("oncology, rare diseases");
    }

    /** {@code |status.${code}|} of a template, as what it may become. */
    private static List<Pattern> patterns() {
        return texts(TEMPLATES).values().stream()
                .flatMap(template -> found(IN_TEMPLATE, template))
                .filter(key -> key.startsWith("|"))
                .map(
                        key ->
                                Arrays.stream(
                                                key.substring(1, key.length() - 1)
                                                        .split("\\$\\{.*?}", -1))
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining(".+")))
                .distinct()
                .map(Pattern::compile)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> literals(String template) {
        var found = new ArrayList<String>();
        Jsoup.parse(template)
                .traverse(
                        (NodeVisitor)
                                (node, _) -> {
                                    if (node instanceof TextNode text
                                            && !isKey(text)
                                            && isSpoken(
                                                    text.getWholeText()
                                                            .replaceAll("(?s)\\[\\[.*?]]", ""))) {
                                        found.add(text.getWholeText().strip());
                                    } else if (node instanceof Element element) {
                                        element.attributes()
                                                .forEach(
                                                        attribute -> {
                                                            if (isLiteral(
                                                                    element,
                                                                    attribute.getKey(),
                                                                    attribute.getValue())) {
                                                                found.add(attribute.toString());
                                                            }
                                                        });
                                    }
                                });
        return found;
    }

    /** The name on a key of the keyboard. */
    private static boolean isKey(TextNode text) {
        return text.parent() instanceof Element element && element.is("kbd");
    }

    private static boolean isLiteral(Element element, String name, String value) {
        if (SPOKEN_ATTRIBUTES.contains(name)) {
            var isData = name.equals("value") && !element.is("input[type=submit], button");
            var isSent = element.is("button[name]") && name.equals("value");
            return !isData && !isSent && isSpoken(value);
        }
        var isPrinted =
                name.equals("th:text")
                        || (name.startsWith("th:")
                                && !name.equals("th:value")
                                && SPOKEN_ATTRIBUTES.contains(name.substring(3)));
        return isPrinted
                && found(Pattern.compile("[|']([^|']*)[|']"), withoutExpressions(value))
                        .anyMatch(MessagesTests::isSpoken);
    }

    private static boolean isSpoken(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }

    /** Without everything between {@code ${}, <code>#{</code> and the brace that ends it. */
    private static String withoutExpressions(String value) {
        var kept = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '{') {
                depth++;
            }
            if (depth == 0) {
                kept.append(c);
            }
            if (c == '}') {
                depth--;
            }
        }
        return kept.toString();
    }

    private static Set<String> arguments(String text) {
        return found(PLACEHOLDER, text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> known() {
        return bundles()
                .flatMap(bundle -> read(bundle).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String bundle) {
        try {
            Properties properties =
                    PropertiesLoaderUtils.loadProperties(
                            new EncodedResource(
                                    new ClassPathResource("messages/" + bundle + ".properties"),
                                    UTF_8));
            var texts = new TreeMap<String, String>();
            properties.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first group that took part. */
    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(
                        (MatchResult result) ->
                                result.groupCount() > 1 && result.group(1) == null
                                        ? result.group(2)
                                        : result.group(1));
    }

    private static Map<Path, String> texts(Path folder) {
        try (var files = Files.walk(folder)) {
            var texts = new LinkedHashMap<Path, String>();
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> texts.put(file, text(file)));
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
