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
  GZIP(GzipFuzz.class, GzipFuzz::fuzzerTestOneInput, "iis", Packing.GZIP, List.of()),
  ZIP(
      ZipFuzz.class,
      ZipFuzz::fuzzerTestOneInput,
      "iis",
      Packing.ZIP,
      List.of("org.apache.commons.compress.archivers.zip.**")),
  BZIP2(
      Bzip2Fuzz.class,
      Bzip2Fuzz::fuzzerTestOneInput,
      "iis",
      Packing.BZIP2,
      List.of("org.apache.commons.compress.compressors.bzip2.**")),
  ZSTD(ZstdFuzz.class, ZstdFuzz::fuzzerTestOneInput, "iis", Packing.ZSTD, List.of()),
  XZ(XzFuzz.class, XzFuzz::fuzzerTestOneInput, "iis", Packing.XZ, List.of("org.tukaani.xz.**")),
  ADDRESS(AddressFuzz.class, AddressFuzz::fuzzerTestOneInput, "address.txt"),
  FIELD(FieldFuzz.class, FieldFuzz::fuzzerTestOneInput, "field.txt"),
  GLOB(GlobFuzz.class, GlobFuzz::fuzzerTestOneInput, "glob.txt");

  private interface Check {
    void run(byte[] input) throws Exception;
  }

  /** The words that logs are made of. */
  static final String DICTIONARY = "words.dict";

  private static final List<String> PACKAGES =
      List.of(
          "org.tlssunset.archive.**",
          "org.tlssunset.ingest.Session**",
          "org.tlssunset.logs.**",
          "org.tlssunset.schema.**");

  private final Class<?> type;
  private final Check check;
  private final String seeds;
  private final @Nullable Packing packing;
  private final List<String> unpackers;

  FuzzTarget(Class<?> type, Check check, String seeds) {
    this(type, check, seeds, null, List.of());
  }

  FuzzTarget(
      Class<?> type, Check check, String seeds, @Nullable Packing packing, List<String> unpackers) {
    this.type = type;
    this.check = check;
    this.seeds = seeds;
    this.packing = packing;
    this.unpackers = unpackers;
  }

  /** Where inputs are wanted that lead to new code. */
  List<String> packages() {
    return Stream.concat(PACKAGES.stream(), unpackers.stream()).toList();
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
