package org.imprimatur.process.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An expression that can do no harm, because this grammar has no way to call, index, assign or reach into anything:
 *
 * <pre>
 * expression := "${" or "}"
 * or         := and (("||" | "or") and)*
 * and        := equality (("&amp;&amp;" | "and") equality)*
 * equality   := relation (("==" | "!=" | "eq" | "ne") relation)?
 * relation   := operand (("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "lt" | "le" | "gt" | "ge") operand)?
 * operand    := ("!" | "not") operand | "(" or ")" | variable | text | number | "true" | "false"
 * </pre>
 *
 * Comparisons do not chain, and texts are bare words in quotes: nothing here needs more.
 *
 * @param kind what it evaluates to; a variable may hold anything
 * @param variables every name it reads
 * @param texts every text it mentions
 */
record Expression(Kind kind, Set<String> variables, Set<String> texts) {

    enum Kind {
        VARIABLE,
        BOOLEAN,
        TEXT,
        NUMBER
    }

    /** Not an expression of this grammar. */
    static final class NotAllowed extends Exception {

        private static final long serialVersionUID = 1L;

        NotAllowed(String message) {
            super(message);
        }
    }

    /** Bounds the parser's recursion as well. */
    private static final int MAX_LENGTH = 300;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>[0-9]{1,9}(?:\\.[0-9]{1,9})?)"
                            + "|(?<text>'[\\p{L}\\p{N} _.:-]*'|\"[\\p{L}\\p{N} _.:-]*\")"
                            + "|(?<symbol>==|!=|<=|>=|&&|\\|\\||[<>!()]))");

    private static final Map<String, String> WORDS =
            Map.of(
                    "or", "||", "and", "&&", "eq", "==", "ne", "!=", "lt", "<", "le", "<=", "gt",
                    ">", "ge", ">=", "not", "!");

    /** Words of the engine's language for which this one has no use. */
    private static final Set<String> RESERVED = Set.of("div", "mod", "empty", "instanceof", "null");

    static Expression parse(String text) throws NotAllowed {
        if (text.length() > MAX_LENGTH) {
            throw new NotAllowed("is longer than " + MAX_LENGTH + " characters");
        }
        if (!text.startsWith("${") || !text.endsWith("}")) {
            throw new NotAllowed("is not one expression of the form ${…}");
        }
        return new Parser(tokens(text.substring(2, text.length() - 1))).parse();
    }

    private sealed interface Token {
        record Symbol(String symbol) implements Token {}

        record Operand(Kind kind, String value) implements Token {}
    }

    private static List<Token> tokens(String text) throws NotAllowed {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(text.stripTrailing());
        var at = 0;
        while (at < text.stripTrailing().length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new NotAllowed(
                        "has «"
                                + text.substring(at).strip()
                                + "», which is more than reading and comparing");
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        return tokens;
    }

    private static Token token(MatchResult match) throws NotAllowed {
        if (match.group("number") != null) {
            return new Token.Operand(Kind.NUMBER, match.group("number"));
        }
        if (match.group("text") != null) {
            return new Token.Operand(Kind.TEXT, unquoted(match.group("text")));
        }
        return match.group("symbol") != null
                ? new Token.Symbol(match.group("symbol"))
                : word(match.group("name"));
    }

    private static Token word(String name) throws NotAllowed {
        if (RESERVED.contains(name)) {
            throw new NotAllowed("has the word " + name);
        }
        var symbol = WORDS.get(name);
        if (symbol != null) {
            return new Token.Symbol(symbol);
        }
        return new Token.Operand(
                name.equals("true") || name.equals("false") ? Kind.BOOLEAN : Kind.VARIABLE, name);
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static final class Parser {

        private final List<Token> tokens;
        private final Set<String> variables = new LinkedHashSet<>();
        private final Set<String> texts = new LinkedHashSet<>();
        private int at;

        Parser(List<Token> tokens) {
            this.tokens = tokens;
        }

        Expression parse() throws NotAllowed {
            var kind = or();
            if (at < tokens.size()) {
                throw new NotAllowed("goes on after its end");
            }
            return new Expression(kind, variables, texts);
        }

        private Kind or() throws NotAllowed {
            var kind = and();
            while (accept("||")) {
                kind = combined(kind, and());
            }
            return kind;
        }

        private Kind and() throws NotAllowed {
            var kind = equality();
            while (accept("&&")) {
                kind = combined(kind, equality());
            }
            return kind;
        }

        private Kind equality() throws NotAllowed {
            var kind = relation();
            if (accept("==") || accept("!=")) {
                relation();
                return Kind.BOOLEAN;
            }
            return kind;
        }

        private Kind relation() throws NotAllowed {
            var kind = operand();
            if (accept("<") || accept("<=") || accept(">") || accept(">=")) {
                operand();
                return Kind.BOOLEAN;
            }
            return kind;
        }

        private Kind operand() throws NotAllowed {
            if (accept("!")) {
                return combined(operand(), Kind.BOOLEAN);
            }
            if (accept("(")) {
                var kind = or();
                if (!accept(")")) {
                    throw new NotAllowed("has a parenthesis that is not closed");
                }
                return kind;
            }
            if (at < tokens.size() && tokens.get(at) instanceof Token.Operand operand) {
                at++;
                switch (operand.kind()) {
                    case VARIABLE -> variables.add(operand.value());
                    case TEXT -> texts.add(operand.value());
                    case BOOLEAN, NUMBER -> {}
                }
                return operand.kind();
            }
            throw new NotAllowed("lacks an operand");
        }

        private boolean accept(String symbol) {
            var found = at < tokens.size() && tokens.get(at).equals(new Token.Symbol(symbol));
            if (found) {
                at++;
            }
            return found;
        }

        private static Kind combined(Kind left, Kind right) throws NotAllowed {
            for (var kind : List.of(left, right)) {
                if (kind == Kind.TEXT || kind == Kind.NUMBER) {
                    throw new NotAllowed("combines a text or number as if it were true or false");
                }
            }
            return Kind.BOOLEAN;
        }
    }
}
