package org.tlssunset.logs;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.tlssunset.schema.RejectReason;

/**
 * Measures the IIS parser on one core: {@code main} parses a log made up in memory again and again
 * and prints megabytes a second of processor time and allocated bytes a line. No test, because the
 * figures are the machine's.
 *
 * <p>The log: 26 columns and 300 bytes a line, 400 user agents of 60 to 200 bytes, 4,000 clients,
 * most of them with tens and some with a thousand requests an hour.
 */
final class IisParserSpeed {

  private static final int LINES = 600_000;
  private static final int LINES_PER_HOUR = 200_000;
  private static final int CLIENTS = 4_000;
  private static final int USER_AGENTS = 400;
  private static final int STRETCH = 1 << 20;
  private static final int ROUNDS = 20;
  private static final int MEASURED_ROUNDS = 5;

  private static final String HEADER =
      "#Fields: date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port"
          + " cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status"
          + " sc-substatus sc-win32-status sc-bytes cs-bytes time-taken crypt-protocol crypt-cipher"
          + " crypt-hash crypt-keyexchange OriginalIP\r\n";

  private static final String[] STEMS = {
    "/mapi/emsmdb/", "/mapi/nspi/", "/EWS/Exchange.asmx",
        "/Microsoft-Server-ActiveSync/default.eas",
    "/rpc/rpcproxy.dll", "/owa/service.svc", "/autodiscover/autodiscover.xml", "/oab/oab.xml"
  };

  private static final String[] TLS = {
    "400 660e 800c ae06", "400 6610 800d ae06", "40 6610 8004 ae06", "1000 6610 800d 0"
  };

  private IisParserSpeed() {}

  public static void main(String[] arguments) {
    byte[] log = log(LINES, new Random(1));
    int length = log.length - LogParser.SLACK;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] speeds = new double[MEASURED_ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      CountingSink sink = new CountingSink();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long started = threads.getCurrentThreadCpuTime();
      IisParser parser = new IisParser(LogSettings.DEFAULTS, null, sink);
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
          "%.0f MB/s, %.1f bytes allocated a line, %d rows of %d lines of %d bytes, %d rejected%n",
          speed,
          (double) allocated / LINES,
          sink.rows,
          parser.counts().used(),
          length / LINES,
          sink.rejects);
    }
    Arrays.sort(speeds);
    System.out.printf("median of %d: %.0f MB/s%n", MEASURED_ROUNDS, speeds[MEASURED_ROUNDS / 2]);
  }

  private static byte[] log(int lines, Random random) {
    String[] userAgents = new String[USER_AGENTS];
    for (int i = 0; i < USER_AGENTS; i++) {
      StringBuilder agent = new StringBuilder("Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft");
      int length = 60 + random.nextInt(140);
      while (agent.length() < length) {
        agent.append("+Outlook+16.0.").append(random.nextInt(9999)).append(";+Pro");
      }
      userAgents[i] = agent.substring(0, length);
    }
    String[] clients = new String[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      clients[i] =
          "443 CONTOSO\\user"
              + i
              + " 10.20."
              + i / 250
              + "."
              + (1 + i % 250)
              + " HTTP/1.1 "
              + userAgents[random.nextInt(USER_AGENTS)]
              + " - - mail.contoso.com 200 0 0 ";
    }
    ByteArrayOutputStream log = new ByteArrayOutputStream(lines * 310);
    log.writeBytes(HEADER.getBytes(StandardCharsets.US_ASCII));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      int second = (int) ((long) i * 3600 / LINES_PER_HOUR);
      // The square makes a few clients busy and many quiet.
      double share = random.nextDouble();
      int client = (int) (share * share * CLIENTS);
      line.setLength(0);
      line.append(
          String.format(
              "2024-03-04 %02d:%02d:%02d W3SVC1 EXCH01 10.0.0.4 POST ",
              7 + second / 3600, second / 60 % 60, second % 60));
      line.append(STEMS[(client + random.nextInt(2)) % STEMS.length]);
      line.append(" MailboxId=").append(Integer.toHexString(random.nextInt()));
      line.append(' ');
      line.append(clients[client]).append(random.nextInt(50_000)).append(' ');
      line.append(random.nextInt(9_000)).append(' ').append(random.nextInt(2_000)).append(' ');
      line.append(TLS[client % TLS.length]).append(" -\r\n");
      log.writeBytes(line.toString().getBytes(StandardCharsets.US_ASCII));
    }
    log.writeBytes(new byte[LogParser.SLACK]);
    return log.toByteArray();
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
      throw new IllegalStateException("IIS logs have no sessions");
    }

    @Override
    public void rejected(
        RejectReason reason, long line, long offset, byte[] buffer, int from, int to) {
      rejects++;
    }
  }
}
