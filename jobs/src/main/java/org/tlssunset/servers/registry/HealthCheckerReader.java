package org.tlssunset.servers.registry;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML that HealthChecker keeps of each server (PowerShell's CLIXML): the whole report, or
 * the part of it that is about TLS. It tells of single values, whose keys may be there or not.
 *
 * <p>No document type and no entity is read, and nothing is fetched.
 */
final class HealthCheckerReader {

  private static final String ATTRIBUTE = "N";

  /** Objects within objects; PowerShell writes far fewer. */
  private static final int DEEPEST = 200;

  /** No text that counts is longer, in characters. */
  private static final int LONGEST = 1 << 12;

  /** Elements that hold one value each. */
  private static final List<String> SCALARS =
      List.of("S", "I32", "U32", "I64", "U64", "Version", "Nil", "ToString");

  private final XMLStreamReader xml;
  private final FileFacts facts;
  private final Deque<ReportObject> objects = new ArrayDeque<>();

  private HealthCheckerReader(XMLStreamReader xml, FileFacts facts) {
    this.xml = xml;
    this.facts = facts;
  }

  static void read(Reader text, FileFacts facts) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    HealthCheckerReader reader = null;
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(text);
      reader = new HealthCheckerReader(xml, facts);
      reader.read();
    } catch (XMLStreamException e) {
      long line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      facts.unread(line, "is no XML from here on: let HealthChecker write it again");
    } finally {
      if (reader != null) {
        reader.end();
      }
    }
  }

  private void read() throws XMLStreamException {
    objects.push(new ReportObject("", null));
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        facts.unread(line(), "has a document type, which no export has: it is not read");
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        start(xml.getLocalName());
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("Obj")) {
        endObject();
      }
    }
  }

  private void start(String element) throws XMLStreamException {
    ReportObject object = objects.element();
    if (element.equals("Obj")) {
      if (objects.size() == DEEPEST) {
        throw new XMLStreamException("too deep", xml.getLocation());
      }
      @Nullable String name = xml.getAttributeValue(null, ATTRIBUTE);
      objects.push(new ReportObject(name == null ? "" : name, object));
    } else if (SCALARS.contains(element)) {
      @Nullable String name = xml.getAttributeValue(null, ATTRIBUTE);
      long line = line();
      String text = text();
      if (name != null) {
        object.put(name, element, text, line);
      }
    }
  }

  /** The text of an element; elements within it are passed over. */
  private String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0 && xml.hasNext(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < LONGEST) {
            text.append(xml.getText());
          }
        }
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    return text.toString();
  }

  private void endObject() {
    if (objects.size() > 1) {
      objects.pop().end(facts);
    }
  }

  private long line() {
    return xml.getLocation().getLineNumber();
  }

  /** What was read before the text ended counts. */
  private void end() {
    while (!objects.isEmpty()) {
      ReportObject object = objects.pop();
      if (objects.isEmpty()) {
        object.endAll(facts);
      } else {
        object.end(facts);
      }
    }
  }
}
