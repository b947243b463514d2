package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.outreach.Spreadsheet;
import org.tlssunset.warehouse.SharedSpark;

/** Names that strangers and colleagues chose are texts to LibreOffice, and the same texts. */
class OutreachSpreadsheetTest {

  /** Formulas, numbers and days that a spreadsheet would change, quotes, other letters. */
  private static final List<String> USERS =
      List.of(
          "=SUM(1;1)",
          "@SUM(A1)",
          "007",
          "12345678901234567890",
          "1E5",
          "3-4",
          "1/2/2024",
          "10:30",
          "1,5",
          "\"quoted\"",
          "a\"b,c;d",
          "J\u00fcrgen");

  private static final List<String> OTHERS =
      List.of("=2*2", "008", "\"q\"", "Gr\u00f6\u00dfe", "5.6");

  private static final List<String> OWNERS =
      List.of("=cmd|' /C calc'!A0", "0815", "M\u00fcller & \"S\u00f6hne\",\nAbteilung 7");

  @TempDir private Path folder;

  @Test
  void allTablesAreTakenAsTheyAreMeant() throws Exception {
    night();
    Command outreach =
        Command.run(
            "outreach",
            "--warehouse",
            folder.resolve("warehouse").toString(),
            "--out",
            folder.resolve("letters").toString(),
            "--owners",
            owners().toString(),
            "--disable",
            "TLS1.0",
            "--sent",
            "2024-03-10");
    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    Path letters = folder.resolve("letters");
    Path clients;
    try (var all = Files.walk(letters)) {
      clients =
          all.filter(file -> file.endsWith("clients.csv"))
              .filter(file -> file.toString().contains("Mueller"))
              .findFirst()
              .orElseThrow();
    }

    List<Spreadsheet> sheets =
        Spreadsheet.of(
            List.of(clients, letters.resolve("index.csv"), letters.resolve("unowned.csv")),
            Files.createDirectory(folder.resolve("office")));

    assertThat(texts(sheets.get(0), "user_name")).containsExactlyInAnyOrderElementsOf(USERS);
    assertThat(texts(sheets.get(1), "owner")).containsExactlyInAnyOrderElementsOf(OWNERS);
    assertThat(texts(sheets.get(2), "user_name")).containsExactlyInAnyOrderElementsOf(OTHERS);
    assertThat(texts(sheets.get(2), "likely_owner")).containsExactlyInAnyOrderElementsOf(OTHERS);
    Map<String, String> client = sheets.get(0).byColumn().get(0);
    assertThat(client)
        .containsEntry("legacy_last_seen", "date 2024-03-02T08:00:11")
        .containsEntry("requests", "float 1")
        .containsEntry("told", "float 0")
        .containsEntry("first_told", "");
    assertThat(client.get("client")).isEqualTo("string 192.0.2.21");
    assertThat(client.get("proof")).startsWith("string 2024-03-02 08:00:11 10.0.0.5 POST");
    assertThat(sheets.get(1).byColumn())
        .filteredOn(row -> row.get("owner").contains("Abteilung"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("clients", "float 12")
                    .containsEntry("letter", "float 1")
                    .containsEntry("new", "float 12"));
  }

  private void night() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    List<String> lines = new ArrayList<>();
    lines.add(IIS_HEADER);
    lines.add(request("2024-03-01 08:00:00", "/EWS/x", "carol", "203.0.113.3", TLS12));
    for (int i = 0; i < USERS.size(); i++) {
      lines.add(old(i, USERS.get(i), "192.0.2." + (10 + i)));
    }
    for (int i = 0; i < OTHERS.size(); i++) {
      lines.add(old(i, OTHERS.get(i), "198.51.100." + (10 + i)));
    }
    lines.add(old(0, "x", "203.0.113.1"));
    lines.add(old(0, "y", "203.0.113.2"));
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    archive.write("u1.log", lines.toArray(String[]::new));
    Command night =
        Command.run(
            "nightly",
            "--warehouse",
            folder.resolve("warehouse").toString(),
            "--archive",
            archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  private static String old(int second, String user, String client) {
    return request("2024-03-02 08:00:%02d".formatted(second), "/EWS/x", user, client, TLS10);
  }

  private Path owners() throws IOException {
    return Files.write(
        folder.resolve("owners.csv"),
        List.of(
            "network,owner,mail,language",
            "203.0.113.1,%s,,".formatted(OWNERS.get(0)),
            "203.0.113.2,%s,,".formatted(OWNERS.get(1)),
            "192.0.2.0/24,\"%s\",,de".formatted(OWNERS.get(2).replace("\"", "\"\""))));
  }

  /** A column's texts, without the apostrophes that the documentation says to take away. */
  private static List<String> texts(Spreadsheet sheet, String column) {
    return sheet.byColumn().stream()
        .map(row -> row.get(column))
        .peek(cell -> assertThat(cell).startsWith("string "))
        .map(cell -> cell.substring("string ".length()).replaceFirst("^'", ""))
        .toList();
  }
}
