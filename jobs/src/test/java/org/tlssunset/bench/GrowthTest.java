package org.tlssunset.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * What the measurements of growth compare is the same work, and their figures are what they say.
 */
class GrowthTest {

  private static final long BYTES = 300_000;

  @TempDir private static Path home;

  private static Ground ground;

  private static final class SharedSessions implements Sessions {

    @Override
    public SparkSession with(Map<String, String> settings) {
      return SharedSpark.session();
    }

    @Override
    public void close() {
      // The other tests go on with it.
    }

    @Override
    public Warehouse emptyWarehouse(Path folder) {
      return SharedSpark.emptyWarehouse(folder);
    }
  }

  /** A launcher that notes its arguments, and in 512 MB fails as one without memory does. */
  @BeforeAll
  static void ground() throws IOException {
    Path launcher =
        Files.writeString(
            home.resolve("launcher"),
            """
            #!/bin/sh
            echo "$@" >>"$(dirname "$0")/arguments"
            case $TLS_SUNSET_JAVA_OPTIONS in *-Xmx512m*) exit 1 ;; esac
            """);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    ground = new Ground(home, BYTES, 2, 1, false, launcher, new SharedSessions(), what -> {});
  }

  static List<Growth> inThisProcess() {
    // Those that compare answers throw where they differ.
    return List.of(
        new TableSize(),
        new ViewCost(),
        new SmallFiles(5_000, 1_000),
        new LargeFile(0.5),
        new NewDay(2, 50_000, 100_000));
  }

  @ParameterizedTest
  @MethodSource("inThisProcess")
  void aFigureIsTheRatioOfItsParts(Growth growth) throws Exception {
    List<Figure> figures = growth.measure(ground);

    assertThat(figures).isNotEmpty();
    for (Figure figure : figures) {
      double scale = figure.unit().equals("%") ? 100 : 1;
      assertThat(figure.number())
          .isPositive()
          .isEqualTo(scale * figure.first().number() / figure.second().number(), within(1e-9));
    }
  }

  @Test
  void piecesHoldTheSameLinesBehindTheSameHeaders() throws IOException {
    Pieces pieces = Pieces.of(ground.archive(), 5_000, 1_000);

    assertThat(pieces.logs()).isEqualTo(ground.archive().files(""));
    for (Path log : pieces.logs()) {
      Path of = ground.archive().path(BenchArchive.Packing.NONE).relativize(log);
      List<String> lines = new ArrayList<>();
      for (int piece = 0;
          Files.exists(pieces.folder().resolve(of + "/0/" + piece + ".log"));
          piece++) {
        List<String> all = Files.readAllLines(pieces.folder().resolve(of + "/0/" + piece + ".log"));
        assertThat(header(all)).isEqualTo(header(Files.readAllLines(log)));
        lines.addAll(body(all));
      }
      assertThat(lines).isEqualTo(body(Files.readAllLines(log)));
    }
  }

  @Test
  void cutsNoLogThatWouldMakeTooManyPieces() throws IOException {
    Pieces pieces = Pieces.of(ground.archive(), 5_000, 20);

    assertThat(Folders.files(pieces.folder())).hasSizeBetween(1, 20);
    assertThat(pieces.logs()).isNotEmpty().hasSizeLessThan(ground.archive().files("").size());
  }

  @Test
  void aRepeatedLogHasOneHeader() throws IOException {
    Path log = ground.archive().files("W3SVC").get(0);
    Path large = home.resolve("large.log");

    Repetition.write(log, large, 2 * Files.size(log));

    List<String> once = Files.readAllLines(log);
    List<String> lines = new ArrayList<>(once);
    lines.addAll(body(once));
    lines.addAll(body(once));
    assertThat(Files.readAllLines(large)).isEqualTo(lines);
  }

  private static List<String> header(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("#")).toList();
  }

  private static List<String> body(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void aNightThatFailsForWantOfMemoryIsAFigure() throws Exception {
    List<Figure> figures = new SmallHeaps().measure(ground);

    assertThat(figures)
        .extracting(Figure::what)
        .containsExactly(
            "nightly with -Xmx1g: peak memory", "nightly with -Xmx512m: FAILED, peak memory");
    assertThat(figures)
        .extracting(Figure::first)
        .containsExactly(new Figure.Part("exit code", 0, ""), new Figure.Part("exit code", 1, ""));
  }

  @Test
  void inspectsTheLargestFiles() throws Exception {
    Path largest = Folders.largest(ground.archive().files("Smtp"), 0).get(0);

    List<Figure> figures = new InspectSpeed(0).measure(ground);

    if (Processes.has("taskset")) {
      assertThat(figures).extracting(Figure::unit).containsExactly("MB/s", "MB/s");
      assertThat(figures.get(1).first().number()).isEqualTo(Files.size(largest) / 1e6);
      assertThat(Files.readAllLines(home.resolve("arguments"))).contains("inspect " + largest);
    } else {
      assertThat(figures).isEmpty();
    }
  }

  @Test
  void aFigureIsOneObjectALine() throws IOException {
    StringWriter out = new StringWriter();
    Figure figure =
        Figure.ratio(
            "1 core ÷ 2 cores",
            "×",
            1,
            new Figure.Samples("1 core", "s", List.of(2.0, 6.0, 12.0)),
            new Figure.Samples("2 cores", "s", List.of(1.0, 2.0, 6.0)));

    FigurePrinter printer = new FigurePrinter(new PrintWriter(out), true);
    printer.begin();
    printer.print("cores", figure);
    printer.end();

    // The ratios are 2, 3 and 2; that of the medians would be 3.
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"measurement\":\"cores\",\"what\":\"1 core ÷ 2 cores\",\"figure\":2.0,\"unit\":\"×\","
                + "\"first\":{\"what\":\"1 core\",\"value\":6.0,\"unit\":\"s\"},"
                + "\"second\":{\"what\":\"2 cores\",\"value\":2.0,\"unit\":\"s\"},\"runs\":3}");
  }

  @Test
  void measurementsAreChosenByName() {
    assertThat(Scale.named(List.of())).extracting(Growth::name).isEqualTo(Scale.names());
    assertThat(Scale.named(List.of("days", "cores")))
        .extracting(Growth::name)
        .containsExactly("cores", "days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scale.named(List.of("cores", "moons")))
        .withMessage(
            "there is no measurement 'moons': choose of cores, executors, inspect, tables, view,"
                + " heap, small-files, large-file, days, demo");
  }
}
