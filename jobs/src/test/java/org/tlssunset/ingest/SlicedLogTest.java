package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.Tables;

/** A large plain IIS log may be read in pieces; the tables do not tell. */
class SlicedLogTest {

  private static final String OTHER_HEADER =
      "#Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem cs(User-Agent)"
          + " sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange";

  @TempDir Path folder;

  private LogFiles archive;
  private Nights whole;
  private Nights sliced;

  @BeforeEach
  void emptyArchive() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    whole = new Nights(folder.resolve("whole"));
    sliced = new Nights(folder.resolve("sliced"));
  }

  @Test
  void anyPiecesMakeTheSameRows() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of("#Software: Microsoft Internet Information Services 10.0", IIS_HEADER));
    for (int i = 0; i < 60; i++) {
      String time = "2024-05-03 %02d:%02d:00".formatted(10 + i / 20, i % 60);
      lines.add(
          request(time, "/owa/", "user" + i % 3, "192.0.2." + i % 4, i % 2 == 0 ? TLS10 : TLS12));
      if (i % 7 == 0) {
        lines.add("damaged line " + i);
      }
      if (i == 30) {
        lines.add(OTHER_HEADER);
      }
      if (i > 30) {
        lines.add(
            "2024-05-03 12:59:%02d 192.0.2.77 zoe 10.0.0.5 443 GET /EWS/x Mail/1 200 %s"
                .formatted(i - 10, TLS12));
      }
      if (i == 45) {
        lines.add(IIS_HEADER);
      }
    }
    archive.write("u_ex240503.log", lines.toArray(String[]::new));

    IngestReport report = whole.run(archive);
    IngestReport pieces = sliced.run(archive, Nights.splitBytes(211));

    assertThat(pieces).isEqualTo(report);
    assertThat(sliced.contents()).isEqualTo(whole.contents());
    assertThat(whole.rows(Tables.REJECTED_LINES, "source_line")).hasSize(Nights.REJECTS_KEPT);
    assertThat(whole.rows(Tables.TLS_OBSERVATIONS, "endpoint")).hasSizeGreaterThan(20);
    assertThat(report.counts().rejected()).isGreaterThan(Nights.REJECTS_KEPT);
  }

  @Test
  void aLineThatSpansManyPiecesBelongsToOne() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/owa/" + "x".repeat(900), "a", "192.0.2.1", TLS12),
        request("2024-05-03 10:00:01", "/owa/", "a", "192.0.2.1", TLS12));

    IngestReport pieces = sliced.run(archive, Nights.splitBytes(100));

    assertThat(pieces.counts()).isEqualTo(new LineCounts(3, 2, 1, 0, 1));
    whole.run(archive);
    assertThat(sliced.contents()).isEqualTo(whole.contents());
  }

  /** Of one row some pieces may tell who used the service, and others not. */
  @Test
  void usesInPiecesAreAddedUp() throws IOException {
    String fields = "#Fields: date time c-ip cs-method cs-username cs(User-Agent)";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      boolean hasStatus = i >= 10 && i < 20;
      lines.add(i == 0 || i == 20 ? fields : i == 10 ? fields + " sc-status" : "");
      for (String user : List.of("a", "-")) {
        lines.add(
            "2024-05-03 10:00:%02d 192.0.2.1 GET %s Mail%s"
                .formatted(i, user, hasStatus ? i % 3 == 0 ? " 401" : " 200" : ""));
      }
      lines.add(
          "2024-05-03 %s:00:00 192.0.2.2 GET a Mail%s"
              .formatted(hasStatus ? "10" : "11", hasStatus ? " 302" : ""));
    }
    lines.removeIf(String::isEmpty);
    archive.write("u_ex240503.log", lines.toArray(String[]::new));

    whole.run(archive);
    sliced.run(archive, Nights.splitBytes(150));

    assertThat(sliced.contents()).isEqualTo(whole.contents());
    assertThat(sliced.rows(Tables.TLS_OBSERVATIONS, "client_ip", "user_name", "requests", "used"))
        .containsExactlyInAnyOrder(
            "192.0.2.1|a|30|7", "192.0.2.1|null|30|0", "192.0.2.2|a|10|10", "192.0.2.2|a|20|null");
  }

  @Test
  void aSlicedLogIsReplacedLikeAnyOther() throws IOException {
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/owa/", "a", "192.0.2.1", TLS10),
        "damaged");
    sliced.run(archive, Nights.splitBytes(80));
    archive.write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:00", "/owa/", "a", "192.0.2.1", TLS12),
        request("2024-05-03 10:30:00", "/owa/", "a", "192.0.2.1", TLS12));

    sliced.run(archive, Nights.splitBytes(80));

    whole.run(archive);
    assertThat(sliced.contents()).isEqualTo(whole.contents());
    assertThat(sliced.rows(Tables.TLS_OBSERVATIONS, "tls_version", "requests"))
        .containsExactly("TLS 1.2|2");
  }
}
