package org.tlssunset.archive;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.RejectReason;

/**
 * Measures how fast files are read on one core, disk cache to rows: {@code main} writes one IIS log
 * in every packing and encoding, reads each again and again, and prints megabytes of text a second
 * of processor time. No test, because the figures are the machine's.
 */
final class LogReaderSpeed {

  private static final int LINES = 300_000;
  private static final int CLIENTS = 4_000;
  private static final int ROUNDS = 9;
  private static final int MEASURED_ROUNDS = 3;

  private LogReaderSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("log-reader-speed");
    Map<String, Path> files = new LinkedHashMap<>();
    try {
      byte[] text = text(new Random(1));
      files.put("plain", Files.write(folder.resolve("plain.log"), text));
      for (Packing packing : Packing.values()) {
        files.put(packing.name(), Files.write(folder.resolve("" + packing), packing.pack(text)));
      }
      byte[] wide = new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
      files.put("UTF-16LE", Files.write(folder.resolve("wide.log"), wide));
      System.out.printf("%d MB of text%n", text.length / 1_000_000);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        ArchiveFile listed = Reading.listed(file.getValue());
        measure(file.getKey(), text.length, () -> read(listed));
      }
      ArchiveFile plain = Reading.listed(files.get("plain"));
      measure(
          "survey of slices",
          text.length,
          () -> SliceSurvey.of(Stores.DEFAULT, plain, 0, plain.size()).lineEnds());
    } finally {
      for (Path file : files.values()) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private interface Work {
    long lines() throws IOException;
  }

  private static void measure(String what, int bytes, Work work) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] speeds = new double[MEASURED_ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long started = threads.getCurrentThreadCpuTime();
      if (work.lines() != LINES + 1) {
        throw new IllegalStateException(what + ": not all lines were read");
      }
      speeds[round % MEASURED_ROUNDS] = bytes * 1e3 / (threads.getCurrentThreadCpuTime() - started);
    }
    Arrays.sort(speeds);
    System.out.printf("%-16s %5.0f MB/s%n", what, speeds[MEASURED_ROUNDS / 2]);
  }

  private static long read(ArchiveFile file) {
    Counting counting = new Counting();
    Reading.reader().read(file, counting);
    return counting.lines;
  }

  private static byte[] text(Random random) {
    String[] clients = new String[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      clients[i] =
          " - 443 CONTOSO\\user%d 10.20.%d.%d HTTP/1.1 Microsoft+Office/16.0+(Windows+NT+10.0;+%s)"
              .formatted(i, i / 250, i % 250, "Outlook+16.0.".repeat(1 + random.nextInt(8)));
    }
    StringBuilder log = new StringBuilder(LINES * 310);
    log.append("#Fields: date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port");
    log.append(" cs-username c-ip cs-version cs(User-Agent) cs-host sc-status time-taken");
    log.append(" crypt-protocol crypt-cipher crypt-hash crypt-keyexchange\r\n");
    for (int i = 0; i < LINES; i++) {
      int second = i / 50;
      log.append(
          "2024-03-04 %02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60));
      log.append(" W3SVC1 10.0.0.4 POST /EWS/Exchange.asmx")
          .append(clients[random.nextInt(CLIENTS)]);
      log.append(" mail.contoso.com 200 ").append(random.nextInt(9_000));
      log.append(" 400 6610 800d ae06\r\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static final class Counting implements LogVisitor, LogSink {

    private long lines;

    @Override
    public LogSink begin(LogName log, LogFormat format) {
      return this;
    }

    @Override
    public void end(LogName log, LineCounts counts, LogText text) {
      lines += counts.lines();
    }

    @Override
    public void empty(LogName log) {
      throw new IllegalStateException();
    }

    @Override
    public void unrecognised(LogName log, String reason) {
      throw new IllegalStateException(reason);
    }

    @Override
    public void unreadable(LogName log, String reason, @Nullable LineCounts counts) {
      throw new IllegalStateException(reason);
    }

    @Override
    public void observation(Observation observation) {
      // Only the time counts.
    }

    @Override
    public void openSession(OpenSession session) {
      throw new IllegalStateException("IIS logs have no sessions");
    }

    @Override
    public void rejected(
        RejectReason reason,
        String detail,
        long line,
        long offset,
        byte[] buffer,
        int from,
        int to) {
      throw new IllegalStateException(reason + " in line " + line);
    }
  }
}
