package org.imprimatur.badge.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.imprimatur.badge.ReadPublicArticles;
import org.imprimatur.desk.Words;
import org.imprimatur.review.ProvenApprovals;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** For machines that read: what may be indexed, and what has changed. Every address is absolute, as this server was reached. */
@RestController
class FeedController {

    private static final int ENTRIES = 50;
    private static final CacheControl BRIEFLY = CacheControl.maxAge(Duration.ofMinutes(1));
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final ReadPublicArticles articles;
    private final Words words;
    private final Clock clock;

    FeedController(ReadPublicArticles articles, Words words, Clock clock) {
        this.articles = articles;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(
                        """
                        User-agent: *
                        Disallow: /account
                        Disallow: /administration
                        Disallow: /api/
                        Disallow: /auditing
                        Disallow: /deciding
                        Disallow: /editing
                        Disallow: /reviewing
                        Disallow: /sign-in

                        Sitemap: %s
                        """
                                .formatted(absolute("/sitemap.xml")));
    }

    /** Approved articles only: what is under review is nobody's answer yet. */
    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> siteMap() throws XMLStreamException {
        var text = new StringWriter();
        var xml = begin(text, "urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
        for (var article : articles.indexed()) {
            xml.writeStartElement("url");
            element(xml, "loc", absolute("/articles/{slug}", article.slug()));
            element(xml, "lastmod", article.approvedAt().toString());
            xml.writeEndElement();
        }
        return end(xml, text, MediaType.APPLICATION_XML);
    }

    /** What was handed in and what became of it, for readers who follow a site and for sites that show a badge. */
    @GetMapping("/changes.atom")
    ResponseEntity<byte[]> changes(Locale locale) throws XMLStreamException {
        var text = new StringWriter();
        var changes = articles.changes(ENTRIES);
        var xml = begin(text, "feed", ATOM);
        xml.writeAttribute("xml:lang", locale.toLanguageTag());
        element(xml, "id", absolute("/changes.atom"));
        element(xml, "title", words.say("feed.title"));
        element(
                xml,
                "updated",
                changes.isEmpty()
                        ? clock.instant().toString()
                        : changes.getFirst().at().toString());
        link(xml, "self", absolute("/changes.atom"));
        link(xml, "alternate", absolute("/"));
        xml.writeStartElement("author");
        element(xml, "name", words.say("shell.name"));
        xml.writeEndElement();
        for (var changed : changes) {
            entry(xml, changed);
        }
        return end(xml, text, new MediaType("application", "atom+xml", StandardCharsets.UTF_8));
    }

    /** An approval without proof is called so, and is another entry once it is proven. */
    private void entry(XMLStreamWriter xml, ReadPublicArticles.Changed changed)
            throws XMLStreamException {
        var change = changed.change();
        var status =
                ProvenApprovals.word(
                        change.outcome() == null ? "SUBMITTED" : change.outcome().name(),
                        changed.provenAt() != null);
        var record =
                absolute("/articles/{slug}/record", changed.article().slug())
                        + "#round-"
                        + change.round();
        xml.writeStartElement("entry");
        element(xml, "id", record + "-" + status.toLowerCase(Locale.ROOT));
        element(
                xml,
                "title",
                words.say(
                        "feed.entry", words.say("status." + status), changed.article().question()));
        element(xml, "updated", changed.at().toString());
        link(xml, "alternate", record);
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", status);
        element(
                xml,
                "summary",
                words.say(
                        "feed.summary",
                        change.revision(),
                        words.say("status." + changed.article().status().word())));
        xml.writeEndElement();
    }

    private static XMLStreamWriter begin(StringWriter text, String root, String namespace)
            throws XMLStreamException {
        var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement(root);
        xml.writeDefaultNamespace(namespace);
        return xml;
    }

    private static void element(XMLStreamWriter xml, String name, String content)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private static ResponseEntity<byte[]> end(
            XMLStreamWriter xml, StringWriter text, MediaType type) throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .contentType(type)
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String absolute(String path, Object... variables) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(path)
                .build(variables)
                .toString();
    }
}
