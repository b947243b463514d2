package org.tlssunset.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What else lies about in archives: files that are no logs, and logs in which nothing happened. */
final class Oddments {

  private static final String IIS_HEADER =
      """
      #Software: Microsoft Internet Information Services 10.0
      #Version: 1.0
      #Date: %s 00:00:00
      #Fields: date time s-ip cs-method cs-uri-stem s-port cs-username c-ip sc-status
      """;

  private static final String SMTP_HEADER =
      """
      #Software: Microsoft Exchange Server
      #Version: 15.0.0.0
      #Log-type: SMTP Receive Protocol Log
      #Date: %sT00:00:00.000Z
      #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
      """;

  private static final byte[] JPEG = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1
  };

  private final Shelf shelf;
  private final Tally tally;
  private final LocalDate day;

  /**
   * @param day on which nothing happened: no other log has its name
   */
  Oddments(Shelf shelf, Tally tally, LocalDate day) {
    this.shelf = shelf;
    this.tally = tally;
    this.day = day;
  }

  void write() throws IOException {
    notLog("EX01", "README.txt", text("Copied here every night, see the wiki.\n"), Packing.NONE);
    notLog("EX01", "rack 3.jpg", JPEG, Packing.NONE);
    notLog("EX02", "notes.txt.gz", text("Disk full on Monday.\n"), Packing.GZIP);
    String receive = "EX02/TransportRoles/Logs/FrontEnd/ProtocolLog/SmtpReceive";
    String date = day.toString().replace("-", "");
    notLog(receive, "RECV" + date + "-1.LOG", new byte[0], Packing.NONE);
    notLog(receive, "RECV" + date + "-2.LOG.xz", new byte[0], Packing.XZ);
    comments(receive, "RECV" + date + "-3.LOG", SMTP_HEADER, 5);
    String requests = "u_ex" + date.substring(2) + ".log";
    comments("EX02/inetpub/logs/LogFiles/W3SVC1", requests, IIS_HEADER, 4);
  }

  private void notLog(String place, String name, byte[] bytes, Packing packing) throws IOException {
    tally.notLog(file(place, name, bytes, packing));
  }

  private void comments(String place, String name, String header, int lines) throws IOException {
    Path path = file(place, name, text(header.formatted(day)), Packing.NONE);
    tally.file(path, new Truth.Lines(lines, 0, lines, 0));
  }

  private Path file(String place, String name, byte[] bytes, Packing packing) throws IOException {
    Path path = shelf.folder(place).resolve(name);
    try (OutputStream out = packing.into(Files.newOutputStream(path))) {
      out.write(bytes);
    }
    return path;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
