package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowOutputTest {

  private static final Instant TIME = Instant.parse("2024-05-01T10:00:00.250Z");

  private final StringWriter out = new StringWriter();

  private void print(RowOutput.Format format, List<String> columns, List<?>... rows) {
    RowOutput output = RowOutput.of(format, columns, new PrintWriter(out));
    for (List<?> row : rows) {
      output.row(row);
    }
    output.finish();
  }

  @Test
  void aTableLinesUpItsColumns() {
    print(
        RowOutput.Format.table,
        List.of("client", "n"),
        Arrays.asList("10.0.0.1", 5L),
        Arrays.asList("Büro 😀", 12_345L),
        Arrays.asList(null, null));

    assertThat(out.toString().lines())
        .containsExactly(
            "client        n", "10.0.0.1      5", "Büro 😀    12345", "NULL       NULL");
  }

  @Test
  void aTableShowsNoControlCharacters() {
    print(RowOutput.Format.table, List.of("agent"), List.of("a\u001b[31mred\nb"));

    assertThat(out.toString().lines()).containsExactly("agent", "a\uFFFD[31mred\uFFFDb");
  }

  @Test
  void aTableOfManyRowsKeepsAllOfThem() {
    RowOutput output = RowOutput.of(RowOutput.Format.table, List.of("n"), new PrintWriter(out));
    for (long i = 0; i < 1_000; i++) {
      output.row(List.of(i));
    }
    output.finish();

    assertThat(out.toString().lines().skip(1).mapToLong(line -> Long.parseLong(line.strip())))
        .hasSize(1_000)
        .isSorted();
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    print(
        RowOutput.Format.csv,
        List.of("name", "list", "at", "none"),
        Arrays.asList("say \"hi\", you", List.of("a", "b"), TIME, null));

    assertThat(out)
        .hasToString(
            "name,list,at,none\r\n\"say \"\"hi\"\", you\",a; b,2024-05-01T10:00:00.250Z,\r\n");
  }

  @Test
  void jsonHasAnObjectALine() {
    print(
        RowOutput.Format.json,
        List.of("name", "n", "list", "at", "map", "none"),
        Arrays.asList("say \"hi\"\n", 3, List.of("a"), TIME, Map.of("k", true), null),
        Arrays.asList("b", 2.5, List.of(), TIME, Map.of(), null));

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"name\":\"say \\\"hi\\\"\\n\",\"n\":3,\"list\":[\"a\"],"
                + "\"at\":\"2024-05-01T10:00:00.250Z\",\"map\":{\"k\":true},\"none\":null}",
            "{\"name\":\"b\",\"n\":2.5,\"list\":[],\"at\":\"2024-05-01T10:00:00.250Z\",\"map\":{},\"none\":null}");
  }

  @Test
  void noRowsAreJustTheHeader() {
    print(RowOutput.Format.json, List.of("a"));
    print(RowOutput.Format.csv, List.of("a"));
    print(RowOutput.Format.table, List.of("a"));

    assertThat(out.toString().lines()).containsExactly("a", "a");
  }
}
