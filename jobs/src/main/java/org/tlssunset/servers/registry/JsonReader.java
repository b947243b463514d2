package org.tlssunset.servers.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that {@code ConvertTo-Json} writes: one object, an array of them, or one after
 * another; also the array in a property {@code value} that PowerShell 5 makes of some arrays. Each
 * is an {@link ExportRow}; what is damaged ends the text, and what came before it counts.
 */
final class JsonReader {

  private static final JsonFactory JSON = new JsonFactory();

  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_ELEMENTS = 10_000;

  private final JsonParser parser;
  private final FileFacts facts;

  /** How many were taken. */
  private long rows;

  private JsonReader(JsonParser parser, FileFacts facts) {
    this.parser = parser;
    this.facts = facts;
  }

  static void read(Reader text, FileFacts facts) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        new JsonReader(parser, facts).rows();
      } catch (JsonProcessingException e) {
        facts.unread(
            Math.max(1, parser.currentLocation().getLineNr()),
            "is no JSON from here on: export it again");
        facts.doubt();
      }
    }
  }

  private void rows() throws IOException {
    for (@Nullable JsonToken token = parser.nextToken();
        token != null;
        token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> row();
        case START_ARRAY, END_ARRAY -> {
          // Its elements are rows.
        }
        default -> facts.unread(line(), "is no object: give rows as ConvertTo-Json writes them");
      }
    }
  }

  private void row() throws IOException {
    long first = line();
    long before = rows;
    Map<String, Cell> cells = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String column = parser.currentName();
      @Nullable JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      Cell cell = cell(token, column.equals("value"));
      if (cells.size() < MOST_COLUMNS) {
        cells.put(column, cell);
      }
    }
    if (rows == before) {
      ExportRow.take(cells, first, facts);
    }
    rows++;
  }

  /**
   * What a property holds.
   *
   * @param isOfRows whether objects in an array are rows
   */
  private Cell cell(JsonToken token, boolean isOfRows) throws IOException {
    return switch (token) {
      case VALUE_NULL -> Cell.NOTHING;
      case VALUE_STRING -> new Cell(Cell.Kind.TEXT, List.of(parser.getText()));
      case VALUE_NUMBER_INT -> new Cell(Cell.Kind.NUMBER, List.of(parser.getText()));
      case START_ARRAY -> list(isOfRows);
      case START_OBJECT -> {
        parser.skipChildren();
        yield new Cell(Cell.Kind.OTHER, List.of());
      }
      default -> new Cell(Cell.Kind.OTHER, List.of(parser.getText()));
    };
  }

  private Cell list(boolean isOfRows) throws IOException {
    List<String> texts = new ArrayList<>();
    boolean isOfTexts = true;
    boolean isOfNumbers = true;
    for (@Nullable JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      isOfTexts &= token == JsonToken.VALUE_STRING;
      isOfNumbers &= token == JsonToken.VALUE_NUMBER_INT;
      if (token == JsonToken.START_OBJECT && isOfRows) {
        row();
      } else if (token.isStructStart()) {
        parser.skipChildren();
      } else if (texts.size() < MOST_ELEMENTS) {
        texts.add(parser.getText());
      }
    }
    Cell.Kind kind =
        isOfTexts ? Cell.Kind.TEXTS : isOfNumbers ? Cell.Kind.NUMBERS : Cell.Kind.OTHER;
    return new Cell(kind, List.copyOf(texts));
  }

  private long line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
