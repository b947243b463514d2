package org.tlssunset.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive that a test writes by hand. Every write has a later modification time. */
public final class LogFiles {

  /** What a session comes to in which a mail is sent, behind the greetings. */
  public static final List<String> MAIL =
      List.of(
          "<,MAIL FROM:<a@b.example>,",
          ">,250 2.1.0 Sender OK,",
          "<,RCPT TO:<c@d.example>,",
          ">,250 2.1.5 Recipient OK,",
          "<,DATA,",
          ">,354 Start mail input,",
          ">,250 2.6.0 <1@b.example> Queued mail for delivery,",
          "<,QUIT,",
          ">,221 2.0.0 Service closing,",
          "-,,Local");

  /** The columns of {@link #request}. */
  public static final String IIS_HEADER =
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
          + " cs(User-Agent) sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange";

  /** The codes of TLS 1.0, as {@link #request} takes them. */
  public static final String TLS10 = "40 6610 8004 ae06";

  /** The codes of TLS 1.2. */
  public static final String TLS12 = "400 6610 800c ae06";

  private final Path folder;
  private Instant clock = Instant.parse("2024-05-01T00:00:00Z");

  /**
   * @param folder where the files go; made if it is missing
   */
  public LogFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The same files, to be written on from here: two that are written alike have the same times. */
  LogFiles again() throws IOException {
    LogFiles again = new LogFiles(folder);
    again.clock = clock;
    return again;
  }

  /** The archive's path. */
  public String path() {
    return folder.toString();
  }

  /** The path of a file in it. */
  public String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Writes lines, or replaces a file. */
  public String write(String name, String... lines) throws IOException {
    return write(name, text(lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, or replaces a file. */
  public String write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    clock = clock.plusSeconds(60);
    Files.setLastModifiedTime(file, FileTime.from(clock));
    return file.toString();
  }

  /** An old client's request, a damaged line, and a session whose end another log has. */
  void writeFirstNight() throws IOException {
    write(
        "u_ex240503.log",
        IIS_HEADER,
        request("2024-05-03 10:00:01", "/EWS/x", "alice", "192.0.2.1", TLS10),
        "damaged");
    write(
        "RECV2024050323-1.LOG",
        received("2024-05-03T23:59:58.000Z", "08D1", 0, "+,,"),
        received("2024-05-03T23:59:59.000Z", "08D1", 1, "<,EHLO pc.example,"));
  }

  /** Takes a file away. */
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  /** Lines, packed. */
  public static byte[] gzip(String... lines) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text(lines).getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** A zip archive with the given pairs of an entry's name and its text. */
  static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putNextEntry(new ZipEntry(entries[i]));
        out.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  static byte[] firstHalf(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  static String text(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  /**
   * A line of an IIS log.
   *
   * @param time {@code 2024-05-03 10:00:00}
   * @param tls {@link #TLS10}, {@link #TLS12} or {@code - - - -}
   */
  public static String request(String time, String path, String user, String client, String tls) {
    return "%s 10.0.0.5 POST %s - 443 %s %s Outlook/16.0 200 %s"
        .formatted(time, path, user, client, tls);
  }

  /**
   * A line of an SMTP receive log of server EX1.
   *
   * @param time {@code 2024-05-03T10:00:00.000Z}
   * @param event the event and what follows it: {@code <,EHLO host,}
   */
  public static String received(String time, String session, int sequence, String event) {
    return "%s,EX1\\Internet,%s,%d,10.0.0.5:25,192.0.2.7:4711,%s"
        .formatted(time, session, sequence, event);
  }

  /**
   * The event of a handshake that succeeded, for {@link #received}.
   *
   * @param version as Exchange writes it, {@code TLS1_0}; before TLS 1.2 with a MAC of its time
   */
  public static String handshake(String version) {
    String mac =
        version.matches("TLS1_[23]")
            ? "CALG_SHA_384 with strength 384 bits"
            : "CALG_SHA1 with strength 160 bits";
    return "*,,\"TLS protocol SP_PROT_%s_SERVER negotiation succeeded using bulk encryption"
            .formatted(version)
        + " algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm "
        + mac
        + " and key exchange algorithm CALG_ECDHE with strength 256 bits\"";
  }
}
