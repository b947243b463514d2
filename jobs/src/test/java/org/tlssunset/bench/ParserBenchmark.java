package org.tlssunset.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.schema.RejectReason;

/** A parser alone on one core, over all logs of its format in a small archive, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {

  private static final long ARCHIVE_BYTES = 160_000_000;

  /** The label of the format whose parser runs. */
  @Param("")
  public String format = "";

  private @Nullable LogFormat read;

  private byte[] log = new byte[LogParser.SLACK];

  /** What the parser has read, told to JMH: it makes rates of these. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Progress {

    public long bytes;
    public long lines;
    public long rows;
  }

  /** Makes the log: those of an archive, one after the other. */
  @Setup
  public void makeLog() throws IOException {
    LogFormat wanted = Objects.requireNonNull(LogFormats.of(format), format);
    Path folder = Files.createTempDirectory("parser-benchmark");
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Path file : BenchArchive.plain(folder, ARCHIVE_BYTES).files(wanted)) {
        all.writeBytes(Files.readAllBytes(file));
      }
      if (all.size() == 0) {
        throw new IllegalStateException("the archive has no log of the format " + format);
      }
      all.writeBytes(new byte[LogParser.SLACK]);
      log = all.toByteArray();
      read = wanted;
    } finally {
      Folders.delete(folder);
    }
  }

  /** Reads the log to its end. */
  @Benchmark
  public void parse(Progress progress, Blackhole sink) throws IOException {
    LogDecoder decoder =
        read.decoder(new KnownValues(LogSettings.DEFAULTS), LogOrigin.UNKNOWN, new Sink(sink));
    int length = log.length - LogParser.SLACK;
    decoder.decode(log, 0, length, 0, false);
    decoder.finish();
    progress.bytes += length;
    progress.lines += decoder.counts().lines();
    progress.rows += decoder.counts().observations();
  }

  private record Sink(Blackhole rows) implements LogSink {

    @Override
    public void observation(Observation observation) {
      rows.consume(observation);
    }

    @Override
    public void openSession(OpenSession session) {
      rows.consume(session);
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
      throw new IllegalStateException("line %d: %s".formatted(line, reason));
    }
  }
}
