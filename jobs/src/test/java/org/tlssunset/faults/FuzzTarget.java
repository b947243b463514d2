package org.tlssunset.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.Bzip2Fuzz;
import org.tlssunset.archive.EncodingFuzz;
import org.tlssunset.archive.GlobFuzz;
import org.tlssunset.archive.GzipFuzz;
import org.tlssunset.archive.IisFuzz;
import org.tlssunset.archive.Packing;
import org.tlssunset.archive.SlicesFuzz;
import org.tlssunset.archive.SmtpReceiveFuzz;
import org.tlssunset.archive.SmtpSendFuzz;
import org.tlssunset.archive.XzFuzz;
import org.tlssunset.archive.ZipFuzz;
import org.tlssunset.archive.ZstdFuzz;
import org.tlssunset.ingest.SessionsFuzz;
import org.tlssunset.logs.AddressFuzz;
import org.tlssunset.logs.FieldFuzz;

/** What is fed with bytes that nobody thought of, and the bytes to begin with. */
enum FuzzTarget {
  IIS(IisFuzz.class, IisFuzz::fuzzerTestOneInput, "iis"),
  SMTP_RECEIVE(SmtpReceiveFuzz.class, SmtpReceiveFuzz::fuzzerTestOneInput, "smtp"),
  SMTP_SEND(SmtpSendFuzz.class, SmtpSendFuzz::fuzzerTestOneInput, "smtp"),
  SLICES(SlicesFuzz.class, SlicesFuzz::fuzzerTestOneInput, "iis"),
  ENCODING(EncodingFuzz.class, EncodingFuzz::fuzzerTestOneInput, "iis"),
  SESSIONS(SessionsFuzz.class, SessionsFuzz::fuzzerTestOneInput, "smtp"),
  GZIP(GzipFuzz.class, GzipFuzz::fuzzerTestOneInput, "iis", Packing.GZIP),
  ZIP(ZipFuzz.class, ZipFuzz::fuzzerTestOneInput, "iis", Packing.ZIP),
  BZIP2(Bzip2Fuzz.class, Bzip2Fuzz::fuzzerTestOneInput, "iis", Packing.BZIP2),
  ZSTD(ZstdFuzz.class, ZstdFuzz::fuzzerTestOneInput, "iis", Packing.ZSTD),
  XZ(XzFuzz.class, XzFuzz::fuzzerTestOneInput, "iis", Packing.XZ),
  ADDRESS(AddressFuzz.class, AddressFuzz::fuzzerTestOneInput, "address.txt"),
  FIELD(FieldFuzz.class, FieldFuzz::fuzzerTestOneInput, "field.txt"),
  GLOB(GlobFuzz.class, GlobFuzz::fuzzerTestOneInput, "glob.txt");

  private interface Check {
    void run(byte[] input) throws Exception;
  }

  /** The words that logs are made of. */
  static final String DICTIONARY = "words.dict";

  private final Class<?> type;
  private final Check check;
  private final String seeds;
  private final @Nullable Packing packing;

  FuzzTarget(Class<?> type, Check check, String seeds) {
    this(type, check, seeds, null);
  }

  FuzzTarget(Class<?> type, Check check, String seeds, @Nullable Packing packing) {
    this.type = type;
    this.check = check;
    this.seeds = seeds;
    this.packing = packing;
  }

  /** The class that Jazzer calls. */
  String className() {
    return type.getName();
  }

  void check(byte[] input) throws Exception {
    check.run(input);
  }

  /** Inputs to begin with: files, or lines of one; where they are unpacked, packed too. */
  List<byte[]> seeds() throws IOException {
    Path resource = resource(seeds);
    if (!Files.isDirectory(resource)) {
      return Files.readAllLines(resource).stream()
          .map(line -> line.getBytes(StandardCharsets.UTF_8))
          .toList();
    }
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(resource)) {
      for (Path file : files.sorted().toList()) {
        byte[] seed = Files.readAllBytes(file);
        all.add(seed);
        if (packing != null) {
          all.add(packing.pack(seed));
        }
      }
    }
    return all;
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(FuzzTarget.class.getResource("/fuzz/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
