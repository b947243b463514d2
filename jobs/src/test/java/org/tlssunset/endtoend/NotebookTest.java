package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.cli.TlsSunset;
import org.tlssunset.config.UsageException;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.notebook.Cells;
import org.tlssunset.notebook.KernelSpec;
import org.tlssunset.notebook.SqlKernel;
import org.tlssunset.query.SqlSession;

/** What cells of a notebook give. Jupyter itself runs the notebooks of the folder notebooks. */
class NotebookTest {

  @TempDir static Path folder;

  private static String warehouse;

  @BeforeAll
  static void night() throws IOException {
    LogFiles logs = new LogFiles(folder.resolve("archive"));
    logs.write(
        "u1.log",
        IIS_HEADER,
        request("2026-05-20 08:00:00", "/EWS/x", "<script>bob</script>", "198.51.100.1", TLS10));
    warehouse = folder.resolve("warehouse").toString();
    Command nightly = Command.run("nightly", "--archive", logs.path(), "--warehouse", warehouse);
    assertThat(nightly.exitCode()).as(nightly.err()).isZero();
  }

  /** A kernel that keeps what it would show before a cell's last result. */
  private static final class Seen {

    private final List<DisplayData> shown = new ArrayList<>();

    private final SqlKernel kernel =
        new SqlKernel(
            new Cells(
                path -> new SqlSession(Warehoused.at(path, "").tables()),
                (arguments, out, err) -> TlsSunset.run(out, err, arguments.toArray(String[]::new)),
                ""),
            "tls-sunset 1",
            shown::add);

    Seen() {
      kernel.eval("%warehouse " + warehouse);
    }

    DisplayData last(String cell) {
      return kernel.eval(cell);
    }

    String text(String cell) {
      return String.valueOf(last(cell).getData(MIMEType.TEXT_PLAIN));
    }

    String wrong(String cell) {
      try {
        kernel.eval(cell);
      } catch (RuntimeException e) {
        return String.join("\n", kernel.formatError(e));
      }
      throw new AssertionError("nothing is wrong with " + cell);
    }
  }

  @Test
  void anAnswerIsATextAndATableInWhichLogsAreNoMarkup() {
    DisplayData answer = new Seen().last("SELECT client, user_name, 7 AS n FROM legacy_clients");

    assertThat(answer.getData(MIMEType.TEXT_PLAIN).toString())
        .contains("198.51.100.1  <script>bob</script>  7");
    assertThat(answer.getData(MIMEType.TEXT_HTML).toString())
        .contains("<th>client</th>", "<td align=\"left\">&lt;script&gt;bob&lt;/script&gt;</td>")
        .contains("<td align=\"right\">7</td>");
  }

  @Test
  void ofManyRowsTheFirstAreShown() {
    DisplayData answer = new Seen().last("SELECT id FROM range(300)");

    assertThat(answer.getData(MIMEType.TEXT_PLAIN).toString())
        .contains("199")
        .doesNotContain("200\n")
        .endsWith("The first 200 rows: there are more.");
  }

  @Test
  void whatPeopleAskFirstIsAskedByItsNumber() {
    assertThat(new Seen().text("questions 12")).contains("198.51.100.1  ", "  unproven  TLS 1.0");
    assertThat(new Seen().text("%help questions"))
        .contains("Where is the proof of a client's old version?", "FROM legacy_clients");
    assertThat(new Seen().wrong("questions 13")).contains("there is no question 13");
  }

  @Test
  void eachQueryOfACellIsAnswered() {
    Seen seen = new Seen();

    assertThat(seen.text("SELECT 1 AS one; SELECT 2 AS two;")).contains("two");
    assertThat(seen.shown).hasSize(1);
    assertThat(seen.shown.get(0).getData(MIMEType.TEXT_PLAIN).toString()).contains("one");
  }

  @Test
  void aChartIsASpecificationWithItsRows() {
    DisplayData chart =
        new Seen()
            .last(
                "%chart bar x=n y=client\nSELECT client, count(*) AS n FROM legacy_clients GROUP BY 1");

    assertThat(chart.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    assertThat(chart.toString()).isNotEmpty();
    assertThat(chart.getData(vegaLite()).toString())
        .contains("\"client\":\"198.51.100.1\"", "\"type\":\"bar\"");
  }

  private static MIMEType vegaLite() {
    try {
      return MIMEType.parse("application/vnd.vegalite.v5+json");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void commandsThatOnlyReadAreRun() {
    Seen seen = new Seen();

    assertThat(seen.text("%tls-sunset plan --disable TLS1.0")).contains("next step");
    assertThat(seen.text("%tls-sunset proof u1.log:2")).contains("198.51.100.1");
    assertThat(seen.wrong("%tls-sunset proof u1.log:99")).contains("99");
    assertThat(seen.wrong("%tls-sunset forget --client 198.51.100.1"))
        .contains("a notebook only reads");
  }

  @Test
  void whatIsWrongIsTheSentenceBelowItsPlace() {
    assertThat(new Seen().wrong("SELECT 1,\n stats FROM legacy_clients"))
        .startsWith(" stats FROM legacy_clients\n ^^^^^\nthere is no column stats: status was");
    assertThat(new Seen().wrong("%charts bar")).contains("%chart was probably meant");
    assertThat(new Seen().wrong("DROP VIEW last_seen")).contains("sql only reads");
    assertThat(new Seen().wrong("%warehouse /nowhere at all")).contains("%warehouse /data/tls");
  }

  @Test
  void withoutAWarehouseItIsAskedFor() {
    Cells none =
        new Cells(
            path -> {
              throw new IllegalStateException(path);
            },
            (arguments, out, err) -> 1,
            "");

    assertThatThrownBy(() -> new SqlKernel(none, "1", shown -> {}).eval("SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("%warehouse");
  }

  @Test
  void aFileOfOnesOwnIsATable() throws IOException {
    Path sites =
        Files.writeString(folder.resolve("sites.csv"), "network,site\n198.51.100.0/24,X\n");
    Seen seen = new Seen();

    assertThat(seen.text("%csv sites \"" + sites + "\"")).contains("sites has 1 row of network");
    assertThat(
            seen.text("SELECT site FROM sites JOIN legacy_clients ON in_network(client, network)"))
        .contains("X");
  }

  @Test
  void tabAndShiftTabExplain() {
    SqlKernel kernel = new Seen().kernel;
    String cell = "SELECT client FROM legacy_cl";

    assertThat(kernel.complete(cell, cell.length()).getReplacements()).contains("legacy_clients");
    assertThat(kernel.complete(cell, cell.length()).getSourceStart()).isEqualTo(19);
    assertThat(
            kernel
                .inspect("SELECT client FROM legacy_clients", 24, false)
                .getData(MIMEType.TEXT_PLAIN)
                .toString())
        .contains("has not gone over to a newer one");
    assertThat(kernel.isComplete("SELECT 1")).isEqualTo(BaseKernel.IS_COMPLETE_MAYBE);
    assertThat(kernel.isComplete("SELECT 1;")).isEqualTo(BaseKernel.IS_COMPLETE_YES);
  }

  @Test
  void jupyterIsToldHowTheKernelIsStarted() throws IOException {
    Path data =
        KernelSpec.dataFolder(
            null, Map.of("JUPYTER_DATA_DIR", folder.resolve("jupyter").toString()), "/nowhere");

    Path file = KernelSpec.write(data, List.of("/opt/tls-sunset", "notebook", "kernel"));

    assertThat(file).isEqualTo(folder.resolve("jupyter/kernels/tls-sunset/kernel.json"));
    assertThat(file)
        .content()
        .contains("\"argv\" : [ \"/opt/tls-sunset\"", "\"interrupt_mode\" : \"message\"");
    assertThat(KernelSpec.dataFolder("/usr/local", Map.of(), null))
        .isEqualTo(Path.of("/usr/local/share/jupyter"));
    assertThat(KernelSpec.dataFolder(null, Map.of("XDG_DATA_HOME", "/x"), "/home/a"))
        .isEqualTo(Path.of("/x/jupyter"));
    assertThat(KernelSpec.dataFolder(null, Map.of(), "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/share/jupyter"));
    assertThatThrownBy(() -> KernelSpec.dataFolder(null, Map.of(), null))
        .hasMessageContaining("--prefix");
  }
}
