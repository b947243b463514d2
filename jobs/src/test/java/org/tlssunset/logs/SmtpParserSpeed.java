package org.tlssunset.logs;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.RejectReason;

/**
 * Measures the SMTP parser on one core: {@code main} parses a log made up in memory again and again
 * and prints megabytes a second of processor time and allocated bytes a session. No test, because
 * the figures are the machine's.
 *
 * <p>The log: sessions received of 22 lines and some 3 kB each, 40 of them interleaved at a time,
 * of 4,000 clients, every session with STARTTLS, most with one mail of some recipients.
 */
final class SmtpParserSpeed {

  private static final int SESSIONS = 40_000;
  private static final int AT_A_TIME = 40;
  private static final int CLIENTS = 4_000;
  private static final int STRETCH = 1 << 20;
  private static final int ROUNDS = 20;
  private static final int MEASURED_ROUNDS = 5;

  private static final String HEADER =
      "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n"
          + "#Log-type: SMTP Receive Protocol Log\r\n#Date: 2024-03-04T07:00:00.000Z\r\n"
          + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,"
          + "remote-endpoint,event,data,context\r\n";

  private static final String[] TLS = {
    "TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength"
        + " 256 bits, MAC hash algorithm CALG_SHA_384 with strength 384",
    "TLS1_0_SERVER negotiation succeeded using bulk encryption algorithm CALG_AES_128 with strength"
        + " 128 bits, MAC hash algorithm CALG_SHA1 with strength 160",
  };

  private SmtpParserSpeed() {}

  public static void main(String[] arguments) {
    byte[] log = log(new Random(1));
    int length = log.length - LogParser.SLACK;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] speeds = new double[MEASURED_ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      CountingSink sink = new CountingSink();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long started = threads.getCurrentThreadCpuTime();
      SmtpParser parser = new SmtpParser(LogFormat.SMTP_RECEIVE, LogSettings.DEFAULTS, null, sink);
      int from = 0;
      while (from < length) {
        int to = Math.min(length, from + STRETCH);
        while (log[to - 1] != '\n') {
          to--;
        }
        parser.parse(log, from, to, from);
        from = to;
      }
      parser.finish();
      double seconds = (threads.getCurrentThreadCpuTime() - started) / 1e9;
      allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
      double speed = length / 1e6 / seconds;
      speeds[round % MEASURED_ROUNDS] = speed;
      System.out.printf(
          "%.0f MB/s, %.1f million lines/s, %.0f bytes allocated a session, %d rows of %d lines of"
              + " %d bytes, %d rejected%n",
          speed,
          parser.counts().lines() / 1e6 / seconds,
          (double) allocated / SESSIONS,
          sink.rows,
          parser.counts().used(),
          length / parser.counts().lines(),
          sink.rejects);
    }
    Arrays.sort(speeds);
    System.out.printf("median of %d: %.0f MB/s%n", MEASURED_ROUNDS, speeds[MEASURED_ROUNDS / 2]);
  }

  private static byte[] log(Random random) {
    ByteArrayOutputStream log = new ByteArrayOutputStream(SESSIONS * 3_500);
    log.writeBytes(HEADER.getBytes(StandardCharsets.US_ASCII));
    String[][] events = new String[AT_A_TIME][0];
    String[] heads = new String[AT_A_TIME];
    String[] ends = new String[AT_A_TIME];
    int[] next = new int[AT_A_TIME];
    int begun = 0;
    int open = 0;
    long milliseconds = 0;
    StringBuilder line = new StringBuilder();
    while (begun < SESSIONS || open > 0) {
      int at = random.nextInt(AT_A_TIME);
      if (next[at] == events[at].length) {
        if (begun == SESSIONS) {
          continue;
        }
        int client = random.nextInt(CLIENTS);
        events[at] = events(client, random);
        heads[at] = "Z,EX01\\Default Frontend EX01,%016X,".formatted(0x08DC1DB8591B0000L + begun++);
        ends[at] =
            ",10.0.0.4:25,10.20.%d.%d:%d,"
                .formatted(client / 250, 1 + client % 250, 49_152 + random.nextInt(16_000));
        next[at] = 0;
        open++;
      }
      milliseconds += random.nextInt(5);
      line.setLength(0);
      line.append(
          String.format(
              "2024-03-04T%02d:%02d:%02d.%03d",
              milliseconds / 3_600_000 % 24,
              milliseconds / 60_000 % 60,
              milliseconds / 1000 % 60,
              milliseconds % 1000));
      line.append(heads[at]).append(next[at]).append(ends[at]).append(events[at][next[at]++]);
      open -= next[at] == events[at].length ? 1 : 0;
      log.writeBytes(line.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }
    log.writeBytes(new byte[LogParser.SLACK]);
    return log.toByteArray();
  }

  private static String[] events(int client, Random random) {
    return new String[] {
      "+,,",
      ">,\"220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 4 Mar 2024 07:00:00\",",
      "<,EHLO printer" + client + ".contoso.com,",
      ">,250  EX01.contoso.com Hello [10.20.0.1] SIZE 37748736 PIPELINING DSN STARTTLS 8BITMIME,",
      "<,STARTTLS,",
      ">,220 2.0.0 SMTP server ready,",
      "*, CN=EX01 CN=Contoso CA 0123456789ABCDEF 2024-01-01T00:00:00.000Z EX01.contoso.com,"
          + "Sending certificate Subject Issuer name Serial number Not before Not after",
      "*,,\"TLS protocol SP_PROT_"
          + TLS[client % TLS.length]
          + " bits and key exchange algorithm CALG_ECDHE with strength 255 bits\"",
      "<,EHLO printer" + client + ".contoso.com,",
      "*,,Client certificate chain validation status: 'EmptyCertificate'",
      "*,,TlsDomainCapabilities='None'; Status='NoRemoteCertificate'",
      ">,250  EX01.contoso.com Hello [10.20.0.1] SIZE 37748736 PIPELINING DSN 8BITMIME CHUNKING,",
      "<,MAIL FROM:<scan" + random.nextInt(90_000) + "@contoso.com> SIZE=10240,",
      "*,SMTPSubmit SMTPAcceptAnyRecipient BypassAntiSpam AcceptRoutingHeaders,receiving message",
      ">,250 2.1.0 Sender OK,",
      "<,RCPT TO:<user" + random.nextInt(90_000) + "@contoso.com>,",
      ">,250 2.1.5 Recipient OK,",
      "<,BDAT 10240 LAST,",
      ">,\"250 2.6.0 <0123456789abcdef@printer.contoso.com> [InternalId="
          + random.nextInt()
          + ", Hostname=EX01.contoso.com] 11111 bytes in 0.101, 107 KB/sec Queued mail\",",
      "<,QUIT,",
      ">,221 2.0.0 Service closing transmission channel,",
      "-,,Local"
    };
  }

  private static final class CountingSink implements LogSink {

    private long rows;
    private long rejects;

    @Override
    public void observation(Observation observation) {
      rows++;
    }

    @Override
    public void openSession(OpenSession session) {
      throw new IllegalStateException("every session is whole");
    }

    @Override
    public void rejected(
        RejectReason reason, long line, long offset, byte[] buffer, int from, int to) {
      rejects++;
    }
  }
}
