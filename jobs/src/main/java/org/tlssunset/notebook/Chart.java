package org.tlssunset.notebook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.RowOutput;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.schema.Vocabulary;

/**
 * A chart of an answer's rows, as Vega-Lite draws it.
 *
 * @param mark bar, line, area, point or rect
 * @param channels what is shown by which column: x, y, color, row, column
 * @param settings title, width, height, stack, sort
 */
record Chart(String mark, Map<String, String> channels, Map<String, String> settings) {

  /** Of more rows a chart tells nothing. */
  static final int MOST_ROWS = 5_000;

  /** What notebooks call this version of Vega-Lite. */
  static final String MIME_TYPE = "application/vnd.vegalite.v5+json";

  static final String USAGE =
      "%chart bar|line|area|point|rect x=COLUMN y=COLUMN [color=COLUMN] [row=COLUMN] [column=COLUMN]"
          + " [title=\"TEXT\"] [width=N] [height=N] [stack=normalize|zero|none] [sort=x|-x|y|-y]";

  private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

  private static final Map<String, String> COLORS =
      Map.of(
          TlsVersion.SSL2.label(), "#3d0910",
          TlsVersion.SSL3.label(), "#6b0f1a",
          TlsVersion.TLS1_0.label(), "#c4432b",
          TlsVersion.TLS1_1.label(), "#d98a1c",
          TlsVersion.TLS1_2.label(), "#2f7fc1",
          TlsVersion.TLS1_3.label(), "#0f5f4d");

  private static final List<String> MARKS = List.of("bar", "line", "area", "point", "rect");
  private static final List<String> CHANNELS = List.of("x", "y", "color", "row", "column");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "title", ".+",
          "width", "[1-9]\\d{0,3}",
          "height", "[1-9]\\d{0,3}",
          "stack", "normalize|zero|none",
          "sort", "-?[xy]");

  /**
   * The chart that a line describes.
   *
   * @param words of the line, without the first
   * @throws UsageException if it describes none
   */
  static Chart of(List<String> words) {
    if (words.isEmpty() || !MARKS.contains(words.get(0))) {
      throw new UsageException("which chart? " + USAGE);
    }
    Map<String, String> channels = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      if (CHANNELS.contains(name) && !value.isEmpty()) {
        channels.put(name, value);
      } else if (SETTINGS.containsKey(name) && value.matches(SETTINGS.get(name))) {
        settings.put(name, value);
      } else {
        throw new UsageException("'%s' is not understood: %s".formatted(word, USAGE));
      }
    }
    if (!channels.containsKey("x") || !channels.containsKey("y")) {
      throw new UsageException("a chart has an x and a y: " + USAGE);
    }
    return new Chart(words.get(0), channels, settings);
  }

  /**
   * The specification, with the rows in it, as JSON.
   *
   * @param rows of plain values, in the order of the columns
   * @throws UsageException if the rows lack a column that is to be shown
   */
  String json(StructType columns, List<List<@Nullable Object>> rows) {
    List<String> names = List.of(columns.fieldNames());
    channels.forEach(
        (channel, column) -> {
          if (!names.contains(column)) {
            throw new UsageException(
                "%s=%s: the answer has no column %s%s; it has %s"
                    .formatted(
                        channel,
                        column,
                        column,
                        Nearest.meant(column, names)
                            .map(": %s was probably meant"::formatted)
                            .orElse(""),
                        String.join(", ", names)));
          }
        });
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        switch (setting.getKey()) {
          case "title" -> json.writeStringField("title", setting.getValue());
          case "width", "height" ->
              json.writeNumberField(setting.getKey(), Integer.parseInt(setting.getValue()));
          default -> {} // they belong to a channel
        }
      }
      json.writeObjectFieldStart("data");
      json.writeFieldName("values");
      json.writeRawValue(values(names, rows));
      json.writeEndObject();
      json.writeObjectFieldStart("mark");
      json.writeStringField("type", mark);
      json.writeBooleanField("tooltip", true);
      if (mark.equals("line")) {
        json.writeBooleanField("point", true);
      }
      json.writeEndObject();
      json.writeObjectFieldStart("encoding");
      for (Map.Entry<String, String> channel : channels.entrySet()) {
        channel(
            json,
            channel.getKey(),
            columns.apply(channel.getValue()).dataType(),
            channel,
            rows.stream().map(row -> row.get(columns.fieldIndex(channel.getValue()))));
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory takes all
    }
    return text.toString();
  }

  private void channel(
      JsonGenerator json,
      String channel,
      DataType type,
      Map.Entry<String, String> column,
      Stream<@Nullable Object> values)
      throws IOException {
    json.writeObjectFieldStart(channel);
    json.writeStringField("field", column.getValue().replace(".", "\\."));
    json.writeStringField("title", column.getValue().replace('_', ' '));
    String kind = kind(type);
    json.writeStringField("type", kind);
    if (kind.equals("temporal")) {
      json.writeObjectFieldStart("scale");
      json.writeStringField("type", "utc");
      json.writeEndObject();
    }
    if (channel.equals("color") && isOfVersions(column.getValue())) {
      colors(json, values);
    }
    String stack = settings.get("stack");
    if (stack != null && channel.equals("y")) {
      if (stack.equals("none")) {
        json.writeNullField("stack");
      } else {
        json.writeStringField("stack", stack);
      }
    }
    String sort = settings.get("sort");
    if (sort != null && !sort.endsWith(channel) && (channel.equals("x") || channel.equals("y"))) {
      json.writeStringField("sort", sort);
    }
    json.writeEndObject();
  }

  private static boolean isOfVersions(String column) {
    return Vocabulary.ofColumn(column)
        .filter(words -> words.mayBe(TlsVersion.TLS1_2.label()))
        .isPresent();
  }

  /** Each version has its own color, as on the page of the report; the oldest stands first. */
  private static void colors(JsonGenerator json, Stream<@Nullable Object> values)
      throws IOException {
    List<String> versions =
        values
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .sorted() // by name they are in the order of their age
            .toList();
    if (!COLORS.keySet().containsAll(versions)) {
      return; // one that nobody has heard of has no color yet
    }
    json.writeObjectFieldStart("scale");
    json.writeFieldName("domain");
    json.writeArray(versions.toArray(String[]::new), 0, versions.size());
    json.writeFieldName("range");
    json.writeArray(versions.stream().map(COLORS::get).toArray(String[]::new), 0, versions.size());
    json.writeEndObject();
  }

  /** How Vega-Lite takes values of a type; a bar for each day is as wide as others. */
  private String kind(DataType type) {
    if (type instanceof NumericType) {
      return "quantitative";
    }
    boolean isTime = type.equals(DataTypes.DateType) || type.equals(DataTypes.TimestampType);
    boolean isWide = mark.equals("bar") || mark.equals("rect");
    return isTime ? (isWide ? "ordinal" : "temporal") : "nominal";
  }

  /** The rows as a list of objects. */
  private static String values(List<String> names, List<List<@Nullable Object>> rows) {
    StringWriter text = new StringWriter();
    RowOutput output = RowOutput.of(RowOutput.Format.json, names, new PrintWriter(text));
    rows.forEach(output::row);
    output.finish();
    return text.toString().lines().collect(Collectors.joining(",", "[", "]"));
  }
}
