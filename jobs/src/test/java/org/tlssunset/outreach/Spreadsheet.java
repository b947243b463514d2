package org.tlssunset.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A CSV file as LibreOffice takes it in, with what it offers to recognise dates by ("detect special
 * numbers").
 *
 * @param rows each cell with its type before it: {@code string a | b}, {@code date
 *     2024-05-03T10:00:00}; nothing where it is empty
 */
public record Spreadsheet(List<List<String>> rows) {

  /** Comma, quote, UTF-8, from the first line, German, no quoted text as such, dates detected. */
  private static final String AS_GIVEN = "CSV:44,34,UTF8,1,,1031,false,true";

  /**
   * Opens a file; the calling test is skipped, and says so, where there is no LibreOffice.
   *
   * @param scratch a folder to work in
   */
  static Spreadsheet of(Path csv, Path scratch) throws Exception {
    return of(List.of(csv), scratch).get(0);
  }

  /**
   * Opens files, for which LibreOffice starts once.
   *
   * @param csv files of different names
   * @param scratch a folder to work in
   */
  public static List<Spreadsheet> of(List<Path> csv, Path scratch) throws Exception {
    assumeTrue(isPossible(), "skipped: there is no soffice: install libreoffice-calc");
    Process office =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            "soffice",
                            "-env:UserInstallation=" + scratch.resolve("profile").toUri(),
                            "--headless",
                            "--infilter=" + AS_GIVEN,
                            "--convert-to",
                            "fods",
                            "--outdir",
                            scratch.toString()),
                        csv.stream().map(Path::toString))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("office.txt").toFile())
            .start();
    assertThat(office.waitFor(120, TimeUnit.SECONDS)).isTrue();
    List<Spreadsheet> sheets = new ArrayList<>();
    for (Path file : csv) {
      String name = file.getFileName().toString().replace(".csv", ".fods");
      sheets.add(read(scratch.resolve(name)));
    }
    return sheets;
  }

  /** The rows below the first, by the names in that. */
  public List<Map<String, String>> byColumn() {
    List<String> names = rows.get(0).stream().map(name -> name.replace("string ", "")).toList();
    List<Map<String, String>> all = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
        cells.put(names.get(i), row.get(i));
      }
      all.add(cells);
    }
    return all;
  }

  private static boolean isPossible() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "soffice")));
  }

  private static Spreadsheet read(Path file) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    List<List<String>> rows = new ArrayList<>();
    NodeList all = document.getElementsByTagName("table:table-row");
    for (int i = 0; i < all.getLength(); i++) {
      rows.add(cells((Element) all.item(i)));
    }
    return new Spreadsheet(rows);
  }

  private static List<String> cells(Element row) throws IOException {
    List<String> cells = new ArrayList<>();
    NodeList all = row.getElementsByTagName("table:table-cell");
    for (int i = 0; i < all.getLength(); i++) {
      Element cell = (Element) all.item(i);
      assertThat(cell.getAttribute("table:formula")).isEmpty();
      String repeated = cell.getAttribute("table:number-columns-repeated");
      int times = repeated.isEmpty() ? 1 : Integer.parseInt(repeated);
      for (int j = 0; j < times; j++) {
        cells.add(text(cell));
      }
    }
    return cells;
  }

  private static String text(Element cell) {
    String type = cell.getAttribute("office:value-type");
    String value =
        switch (type) {
          case "date" -> cell.getAttribute("office:date-value");
          case "string" -> lines(cell);
          default -> cell.getAttribute("office:value");
        };
    return (type + " " + value).strip();
  }

  /** A line of a cell is a paragraph. */
  private static String lines(Element cell) {
    NodeList paragraphs = cell.getElementsByTagName("text:p");
    return IntStream.range(0, paragraphs.getLength())
        .mapToObj(i -> paragraphs.item(i).getTextContent().strip())
        .collect(Collectors.joining("\n"));
  }
}
