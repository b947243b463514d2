package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;

/** Files are replaced by name, and a name may hold anything. */
class OddNamesTest {

  private static final List<String> NAMES =
      List.of(
          "it's.log",
          "back\\slash.log",
          "back\\'both\\.log",
          "a space .log",
          "100%25.log",
          "${spark.app.name}.log",
          "q\"uote.log",
          "😀/ü_ex.log",
          "folder!/inside.log",
          "[x]*?.log");

  @TempDir Path folder;

  @Test
  void filesOfAnyNameAreReplaced() throws IOException {
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    Nights nights = new Nights(folder.resolve("warehouse"));
    for (String name : NAMES) {
      archive.write(
          name,
          IIS_HEADER,
          request("2024-05-03 10:00:00", "/owa/", user(name), "192.0.2.1", TLS10),
          "damaged");
    }
    archive.write(
        "it's $1.LOG",
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,").replace("Internet", "O'Hara\\ 50%"));
    nights.run(archive);
    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "tls_version"))
        .hasSize(11)
        .filteredOn("TLS 1.0"::equals)
        .hasSize(10);

    for (String name : NAMES) {
      archive.write(
          name,
          IIS_HEADER,
          request("2024-05-04 10:00:00", "/owa/", user(name), "192.0.2.1", TLS12));
    }
    archive.write(
        "it's $1.LOG",
        received("2024-05-03T10:00:00.000Z", "08D1", 0, "+,,").replace("Internet", "O'Hara\\ 50%"),
        received("2024-05-03T10:00:01.000Z", "08D1", 1, "-,,").replace("Internet", "O'Hara\\ 50%"));
    nights.run(archive);

    assertThat(nights.rows(Tables.TLS_OBSERVATIONS, "endpoint", "tls_version", "tls_outcome"))
        .hasSize(11)
        .contains("O'Hara\\ 50%|null|none")
        .filteredOn("null|TLS 1.2|negotiated"::equals)
        .hasSize(10);
    assertThat(nights.rows(Tables.REJECTED_LINES, "source_file")).isEmpty();
    assertThat(nights.rows(Tables.CLIENT_PROTOCOL, "protocol", "requests_tls10", "requests_tls12"))
        .containsExactly("owa|0|10", "smtp|0|0");
    assertThat(nights.run(archive).read()).isZero();
  }

  /** Another for each file: of logs that tell the same only one would count. */
  private static String user(String name) {
    return "user" + NAMES.indexOf(name);
  }

  @Test
  void literalsAreReadBackAsTheyWere() {
    for (String name : NAMES) {
      assertThat(SharedSpark.session().sql("SELECT " + Sql.literal(name)).head().getString(0))
          .isEqualTo(name);
    }
  }
}
