package org.tlssunset.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.output.StringBuilderWriter;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.cli.TlsSunset;
import org.tlssunset.endtoend.Command;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** An HDFS that loses a DataNode while it is read: the other has all that the first had. */
@Tag("faults")
@Timeout(600)
class HdfsFaultsIT {

  private static final int LINES = 400_000;

  /** By far less than a night could read: it takes seconds, however fast or busy the machine is. */
  private static final long BYTES_PER_SECOND = 2 << 20;

  @TempDir Path folder;

  private HdfsServer server;
  private RemoteStore store;

  private void use(HdfsServer started) {
    server = started;
    store = new RemoteStore(server.uri(), Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void inTheMiddleOfALog() throws IOException {
    use(HdfsServer.start(folder.resolve("blocks")));
    byte[] log = largeLog();
    store.write("/archive/u_ex240503.log", log);
    Path local = folder.resolve("u_ex240503.log");
    Files.write(local, log);
    String expected = Command.run("inspect", "--format", "csv", local.toString()).out();
    LosesNodes out = new LosesNodes();

    int exitCode =
        TlsSunset.run(
            new PrintWriter(out),
            new PrintWriter(System.err),
            "inspect",
            "--format",
            "csv",
            server.uri() + "/archive/u_ex240503.log");

    assertThat(exitCode).isZero();
    assertThat(out.isDone()).isTrue();
    assertThat(out.toString().replace(server.uri() + "/archive", folder.toString()))
        .isEqualTo(expected);
  }

  /** Stops one node, and then the other in its place, while what was read is printed. */
  private final class LosesNodes extends StringBuilderWriter {

    private static final long serialVersionUID = 1;
    private static final int FIRST = 50_000;
    private static final int SECOND = 300_000;

    private int step;

    @Override
    public void write(char[] text, int from, int count) {
      super.write(text, from, count);
      try {
        if (step == 0 && getBuilder().length() > FIRST) {
          step = 1;
          server.stopDataNode(0);
        } else if (step == 1 && getBuilder().length() > SECOND) {
          step = 2;
          server.restartDataNode();
          server.stopDataNode(0);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean isDone() {
      return step == 2;
    }
  }

  @Test
  void inTheMiddleOfANight() throws Exception {
    use(HdfsServer.startSlow(folder.resolve("blocks"), BYTES_PER_SECOND));
    Path archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withSeed(31));
    store.upload(archive, ".*");
    byte[] log = largeLog();
    store.write(archive + "/large/u_ex240503.log", log);
    String quiet = folder.resolve("quiet").toString();
    assertThat(night(archive, quiet).exitCode()).isZero();
    Map<String, List<String>> expected = contents(quiet);
    long before = bytesRead();
    String tables = server.uri() + "/tables";
    ExecutorService nightly = Executors.newSingleThreadExecutor();
    try {
      Future<Command> troubled = nightly.submit(() -> night(archive, tables));
      while (bytesRead() < before + log.length / 2 && !troubled.isDone()) {
        Thread.sleep(1);
      }
      server.stopDataNode(server.busiestDataNode());
      assertThat(troubled.isDone()).isFalse();
      assertThat(bytesRead()).isLessThan(before + log.length);

      assertThat(troubled.get().exitCode()).as(troubled.get().err()).isZero();
    } finally {
      nightly.shutdownNow();
    }
    assertThat(contents(tables)).isEqualTo(expected);
  }

  /** What clients in this JVM have read so far. */
  private static long bytesRead() {
    return FileSystem.getGlobalStorageStatistics().get("hdfs").getLong("bytesRead");
  }

  private Command night(Path archive, String tables) throws IOException {
    return store.run(folder, "nightly", "--archive", store.root() + archive, "--warehouse", tables);
  }

  private static Map<String, List<String>> contents(String tables) {
    return Nights.contents(new Warehouse(SharedSpark.session(), tables));
  }

  /** More than fits between a DataNode and a reader. */
  private static byte[] largeLog() {
    StringBuilder log = new StringBuilder(LogFiles.IIS_HEADER).append("\r\n");
    for (int i = 0; i < LINES; i++) {
      log.append(
              LogFiles.request(
                  "2024-05-03 %02d:%02d:%02d".formatted(i / 20_000, i / 60 % 60, i % 60),
                  "/owa/",
                  "user" + i % 40,
                  "192.0.2." + i % 90,
                  i % 2 == 0 ? LogFiles.TLS10 : LogFiles.TLS12))
          .append("\r\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }
}
