package org.imprimatur.process.gate;

import static java.util.stream.Collectors.joining;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a file into elements without trusting it: bounded in size and depth, no document type, no entities, no access to
 * anything outside the file.
 */
final class SafeXml {

    /** The prefixes under which the vocabulary knows other namespaces; BPMN itself goes without. */
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "http://www.omg.org/spec/BPMN/20100524/MODEL", "",
                    "http://www.omg.org/spec/BPMN/20100524/DI", "bpmndi:",
                    "http://www.omg.org/spec/DD/20100524/DC", "dc:",
                    "http://www.omg.org/spec/DD/20100524/DI", "di:",
                    "http://flowable.org/bpmn", "flowable:",
                    "http://www.w3.org/2001/XMLSchema-instance", "xsi:");

    private static final String WHOLE_FILE = "file";

    private final String text;
    private final XMLStreamReader reader;
    private final int maxDepth;

    /** The reader tells where an event ends, so an element starts where the event before it ended. */
    private int line = 1;

    private SafeXml(String text, XMLStreamReader reader, int maxDepth) {
        this.text = text;
        this.reader = reader;
        this.maxDepth = maxDepth;
    }

    /** The text of the file, without byte order mark; size and encoding are checked, nothing is parsed. */
    static String decode(byte[] file, int maxBytes) throws RefusedProcess {
        if (file.length > maxBytes) {
            throw refusal(
                    0,
                    WHOLE_FILE,
                    Rule.TOO_LARGE,
                    "%,d bytes; at most %,d are read".formatted(file.length, maxBytes));
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refusal(0, WHOLE_FILE, Rule.NOT_UTF_8, "The file is not UTF-8");
        }
    }

    static Element parse(String text, int maxDepth) throws RefusedProcess {
        refuseDocumentType(text);
        var line = 1;
        try {
            var reader = factory().createXMLStreamReader(new StringReader(text));
            var xml = new SafeXml(text, reader, maxDepth);
            try {
                return xml.document();
            } catch (XMLStreamException e) {
                line =
                        Math.max(
                                1,
                                e.getLocation() == null
                                        ? xml.line
                                        : e.getLocation().getLineNumber());
                throw e;
            }
        } catch (XMLStreamException e) {
            throw refusal(line, WHOLE_FILE, Rule.MALFORMED, "Not well-formed XML: " + reason(e));
        }
    }

    /** Before any parser sees the text, and even in a comment: nobody who draws a diagram writes one. */
    private static void refuseDocumentType(String text) throws RefusedProcess {
        var at = text.toUpperCase(Locale.ROOT).indexOf("<!DOCTYPE");
        if (at >= 0) {
            throw refusal(
                    lineAt(text, at), WHOLE_FILE, Rule.DOCTYPE, "A diagram has no document type");
        }
    }

    private static int lineAt(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** The parser of the JDK itself, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("The file refers to another file");
                });
        return factory;
    }

    private Element document() throws XMLStreamException, RefusedProcess {
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            throw new XMLStreamException(
                    "XML " + reader.getVersion() + " instead of 1.0", reader.getLocation());
        }
        var encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw refusal(1, WHOLE_FILE, Rule.NOT_UTF_8, "The file says that it is " + encoding);
        }
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // only comments: the reader does not tell of the space around them
        }
        line = lineAt(text, text.lastIndexOf('<', reader.getLocation().getCharacterOffset() - 1));
        var root = element(1);
        while (reader.hasNext()) {
            next();
        }
        return root;
    }

    private Element element(int depth) throws XMLStreamException, RefusedProcess {
        var start = line;
        var name = name(reader.getNamespaceURI(), reader.getLocalName());
        if (depth > maxDepth) {
            throw refusal(
                    start, name, Rule.TOO_DEEP, "Nested more than %d deep".formatted(maxDepth));
        }
        var attributes = attributes();
        var children = new ArrayList<Element>();
        var text = new StringBuilder();
        line = reader.getLocation().getLineNumber();
        for (var event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            }
            line = reader.getLocation().getLineNumber();
        }
        return new Element(
                start,
                name,
                attributes,
                List.copyOf(children),
                text.toString().isBlank() ? "" : text.toString());
    }

    private Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var namespace = reader.getAttributeNamespace(i);
            var local = reader.getAttributeLocalName(i);
            attributes.put(
                    namespace == null || namespace.isEmpty()
                            ? local
                            : attributeName(namespace, local),
                    reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** The next event; anything but elements, text and comments is refused. */
    private int next() throws XMLStreamException {
        var event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT,
                    XMLStreamConstants.END_ELEMENT,
                    XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE,
                    XMLStreamConstants.COMMENT,
                    XMLStreamConstants.END_DOCUMENT -> {}
            default ->
                    throw new XMLStreamException(
                            "only elements, text and comments are read", reader.getLocation());
        }
        return event;
    }

    private static String name(String namespace, String local) {
        var prefix = namespace == null ? null : PREFIXES.get(namespace);
        return prefix == null
                ? "{" + (namespace == null ? "" : namespace) + "}" + local
                : prefix + local;
    }

    /** An attribute in the BPMN namespace is not the attribute without one. */
    private static String attributeName(String namespace, String local) {
        var name = name(namespace, local);
        return name.equals(local) ? "{" + namespace + "}" + local : name;
    }

    private static String reason(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .skip(e.getLocation() == null ? 0 : 1)
                .collect(joining(" "))
                .replaceFirst("^Message: ", "");
    }

    private static RefusedProcess refusal(int line, String element, Rule rule, String message) {
        return new RefusedProcess(List.of(new Finding(line, element, rule, message)));
    }
}
