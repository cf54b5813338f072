package org.imprimatur.badge.web;

import java.util.Locale;

/**
 * The badge as a picture that stands on any page: 24 px high, as wide as its words, without a font, style or script of
 * its own.
 *
 * <p>The reader's browser chooses the font, so {@code textLength} holds the words to the width reserved for them.
 */
final class BadgeSvg {

    private static final int LABEL_START = 28;
    private static final int PADDING = 9;
    private static final double PX_PER_LETTER = 6.8;

    private BadgeSvg() {}

    /**
     * @param label what the status is of, such as {@code Medical review}
     * @param status name of a public status; decides the colour and the sign, never the word
     * @param word the status in the reader's language
     */
    static String of(String label, String status, String word) {
        int labelWidth = width(label);
        int wordWidth = width(word);
        int split = LABEL_START + labelWidth + PADDING;
        int whole = split + PADDING + wordWidth + PADDING;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="24" viewBox="0 0 %1$d 24" role="img" aria-labelledby="t">\
                <title id="t">%2$s: %3$s</title>\
                <rect width="%1$d" height="24" rx="4" fill="%4$s"/>\
                <path d="M4 0h%5$d v24h-%5$da4 4 0 0 1-4-4V4a4 4 0 0 1 4-4Z" fill="#14232b"/>\
                <path d="%6$s" transform="translate(8 5) scale(.875)" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>\
                <g fill="#fff" font-family="Inter,system-ui,Helvetica,Arial,sans-serif" font-size="12" aria-hidden="true">\
                <text x="%7$d" y="16" textLength="%8$d" lengthAdjust="spacingAndGlyphs">%2$s</text>\
                <text x="%9$d" y="16" textLength="%10$d" lengthAdjust="spacingAndGlyphs" font-weight="600">%3$s</text>\
                </g></svg>"""
                .formatted(
                        whole,
                        escape(label),
                        escape(word),
                        colour(status),
                        split - 4,
                        sign(status),
                        LABEL_START,
                        labelWidth,
                        split + PADDING,
                        wordWidth);
    }

    /** White on each of these keeps a contrast of at least 4.5 : 1. */
    private static String colour(String status) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "APPROVED", "APPROVED_PROOF_PENDING" -> "#17693f";
            case "UNDER_REVIEW" -> "#7d5400";
            case "SUBMITTED" -> "#44567f";
            case "CHANGES_REQUESTED" -> "#8a3d69";
            case "REJECTED", "SUSPENDED" -> "#9b2226";
            case "OVERDUE" -> "#a04706";
            default -> "#52616a";
        };
    }

    /** Drawn on a grid of 16, as the icons of the pages are. */
    private static String sign(String status) {
        String ring = "M14.3 8A6.3 6.3 0 1 1 1.7 8a6.3 6.3 0 0 1 12.6 0Z";
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "APPROVED" -> ring + "M5.1 8.2l2.1 2.1 3.8-4.4";
            case "UNDER_REVIEW" -> ring + "M8 4.4V8l2.4 1.7";
            case "SUBMITTED" -> "M8 10.5V2M4.8 4.8 8 1.6l3.2 3.2M1.8 9.5v4.3h12.4V9.5";
            case "CHANGES_REQUESTED" -> "M1.8 3.2h12.4v8H8.4L5 14v-2.8H1.8ZM5 7.2h6";
            case "REJECTED" -> ring + "M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4";
            case "SUSPENDED" -> ring + "M6.3 5.6v4.8M9.7 5.6v4.8";
            case "OVERDUE" -> "M8 1.8 14.8 14H1.2ZM8 6.3v3.6M8 11.9v.1";
            case "WITHDRAWN" -> "M5.4 2.6 1.8 6.2l3.6 3.6M1.8 6.2h8a4 4 0 0 1 0 8H7";
            default -> ring;
        };
    }

    private static int width(String text) {
        return (int) Math.ceil(text.codePointCount(0, text.length()) * PX_PER_LETTER);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
