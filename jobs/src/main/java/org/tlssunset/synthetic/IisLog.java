package org.tlssunset.synthetic;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of one site of a server: a file a day, or an hour. */
final class IisLog {

  /** A line with so few columns is damaged for sure. */
  private static final int FEWEST_COLUMNS = 9;

  /** The site that the front end of its server alone calls. */
  static final String BACK_END = "W3SVC2";

  private final ArchiveShape shape;
  private final MailServer server;
  private final String site;
  private final boolean isBackEnd;
  private final Shelf shelf;
  private final Tally tally;
  private final Mishaps mishaps;
  private final Text line = new Text();
  private final boolean isHourly;

  private int period = -1;
  private int hour;
  private int day;
  private String date = "";
  private long dayStart;
  private List<IisLayout> layouts = List.of();
  private IisLayout layout = IisLayout.FULL;
  private @Nullable LogFile file;
  private @Nullable IisRows rows;
  private @Nullable IisRequest lastRequest;
  private int lastSecond;

  /**
   * @param isBackEnd whether the front end of the same server calls it, else whoever comes
   */
  IisLog(
      ArchiveShape shape,
      MailServer server,
      boolean isBackEnd,
      Shelf shelf,
      Tally tally,
      Dice dice) {
    this.shape = shape;
    this.server = server;
    this.isBackEnd = isBackEnd;
    site = isBackEnd ? BACK_END : "W3SVC1";
    this.shelf = shelf;
    this.tally = tally;
    mishaps = new Mishaps(shape, dice);
    isHourly = server.number() == 2;
  }

  /**
   * Logs a request; they come in the order of time.
   *
   * @param onDay the day of the archive, from 0
   * @param second of that day
   */
  void request(IisRequest request, int onDay, int second) throws IOException {
    int wanted = isHourly ? onDay * 24 + second / 3600 : onDay;
    if (wanted != period) {
      close();
      period = wanted;
      hour = second / 3600;
      begin(onDay, second);
    }
    LogFile into = file;
    IisRows counts = rows;
    if (into == null || counts == null) {
      throw new IllegalStateException("no file is open");
    }
    if (mishaps.restarts()) {
      layout = mishaps.dice().oneOf(layouts);
      header(into, second);
    }
    if (mishaps.leavesBlank()) {
      line.clear();
      into.comment(line);
    }
    lastRequest = request;
    lastSecond = second;
    line.clear();
    if (mishaps.doublesBlanks()) {
      put(request, second, " ", "  ");
      long number = into.use(line);
      counts.count(IisFacts.of(request, layout, site), dayStart + second, number);
      return;
    }
    put(request, second);
    if (mishaps.cutsLine(day)) {
      mishaps.cut(line, ' ', FEWEST_COLUMNS);
      into.reject(line);
    } else if (mishaps.leavesHole()) {
      mishaps.hole(line);
      into.reject(line);
    } else {
      long number = into.use(line);
      counts.count(IisFacts.of(request, layout, site), dayStart + second, number);
    }
  }

  private void begin(int onDay, int second) throws IOException {
    day = onDay;
    LocalDate calendar = shape.firstDay().plusDays(onDay);
    date = calendar.toString();
    dayStart = calendar.toEpochDay() * 86_400;
    boolean hasCrypt = onDay >= server.cryptFromDay();
    layouts = IisLayout.choice(hasCrypt, shape.nasty(), mishaps.dice());
    layout = layouts.get(0);
    String name =
        "u_ex"
            + date.substring(2).replace("-", "")
            + (isHourly ? Integer.toString(100 + hour).substring(1) : "")
            + (hasCrypt ? "_x" : "");
    LogFile into =
        shelf.open(server.name() + "/inetpub/logs/LogFiles/" + site, name + ".log", onDay, false);
    file = into;
    rows = new IisRows(server.name(), into.path(), tally);
    header(into, second);
  }

  private void header(LogFile into, int second) throws IOException {
    line.clear();
    into.comment(line.put("#Software: Microsoft Internet Information Services 10.0"));
    line.clear();
    into.comment(line.put("#Version: 1.0"));
    line.clear();
    into.comment(line.put("#Date: ").put(date).put(' ').putTime(second));
    line.clear();
    layout.putHeader(line);
    into.comment(line);
  }

  private void put(IisRequest request, int second) {
    put(request, second, "", "");
  }

  /** Puts a line with more in front of its second column, and at its end. */
  private void put(IisRequest request, int second, String inLine, String atEnd) {
    int columns = 0;
    for (IisColumn column : layout.columns()) {
      if (columns > 0) {
        line.put(' ');
      }
      line.put(columns == 1 ? inLine : "");
      put(column, request, second);
      columns++;
    }
    line.put(atEnd);
  }

  private void put(IisColumn column, IisRequest request, int second) {
    switch (column) {
      case DATE -> line.put(date);
      case TIME -> line.putTime(second);
      case SITE -> line.put(site);
      case COMPUTER -> line.put(server.name());
      case SERVER_IP -> line.put(isBackEnd ? server.loopSide() : server.address());
      case METHOD -> line.put(request.call().method());
      case STEM -> line.put(request.call().stem());
      case QUERY -> {
        line.put(request.call().query());
        if (request.call().query().length() > 1) {
          line.putGuid(request.id(), request.id() * 0x9E3779B97F4A7C15L).put(';');
        }
      }
      case PORT -> line.putNumber(request.port());
      case USER -> line.put(orDash(request.user()));
      case CLIENT_IP -> line.put(request.peer());
      case USER_AGENT -> line.put(request.userAgent());
      case STATUS -> line.putNumber(request.status());
      case SUBSTATUS, WIN32_STATUS -> line.put('0');
      case TIME_TAKEN -> line.putNumber(request.id() >>> 54);
      case CRYPT_PROTOCOL -> line.put(code(request.tls(), 0));
      case CRYPT_CIPHER -> line.put(code(request.tls(), 1));
      case CRYPT_HASH -> line.put(code(request.tls(), 2));
      case CRYPT_KEYEXCHANGE -> line.put(code(request.tls(), 3));
      case REFERER -> line.put('-');
      case FORWARDED_FOR -> line.put(orDash(request.forwarded()));
    }
  }

  private static String code(@Nullable Tls tls, int index) {
    return tls == null ? "-" : tls.codes().get(index);
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  void close() throws IOException {
    if (file != null && rows != null) {
      rows.finish();
      IisRequest unfinished = mishaps.endsInLine() ? lastRequest : null;
      boolean endsInLine = unfinished != null;
      if (unfinished != null) {
        line.clear();
        put(unfinished, lastSecond);
        mishaps.cut(line, ' ', FEWEST_COLUMNS);
        file.reject(line);
      }
      file.close(!endsInLine && !mishaps.forgetsLineEnd());
      file = null;
    }
  }
}
