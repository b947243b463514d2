package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;

/**
 * Recognises a log by its content: by its header, or by its first lines where there is none.
 *
 * <p>Never guesses: what is no log that is read comes out with a sentence that says so. Runs once
 * per log, so it may take its time.
 */
public final class FormatDetector {

  /** How much of a log's unpacked beginning is enough to judge it, in bytes. */
  public static final int HEAD = 64 * 1024;

  /** The lines that a header which names a type is in. */
  private static final int TOP = 10;

  private static final String LOG_TYPE = "#Log-type:";

  /** A line of a W3C extended log, of which only its header says what its columns are. */
  private static final Pattern W3C_LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+ \\S+ \\S+.*");

  /** A column that IIS's FTP service logs and its web service does not. */
  private static final List<String> FTP_COLUMNS = List.of("x-session", "x-fullpath", "x-debug");

  /**
   * What was recognised: exactly one of both is filled.
   *
   * @param format null if it is no log that is read
   * @param reason why not, to stand behind the file's name; null if it is one
   */
  public record Verdict(@Nullable LogFormat format, @Nullable String reason) {

    static Verdict of(LogFormat format) {
      return new Verdict(format, null);
    }

    static Verdict not(String reason) {
      return new Verdict(null, reason);
    }
  }

  private FormatDetector() {}

  /**
   * Judges a log.
   *
   * @param head its first bytes, unpacked, in UTF-8
   * @param length how many of them are filled
   * @param fileName the last part of its path: decides only where the lines fit both directions of
   *     SMTP
   */
  public static Verdict detect(byte[] head, int length, String fileName) {
    String text = new String(head, 0, length, StandardCharsets.UTF_8);
    Verdict verdict = detect(text, length, fileName);
    return verdict.format() != null && endsLinesWithCr(text)
        ? Verdict.not("ends its lines with CR alone: convert them to LF")
        : verdict;
  }

  /** Whether all lines would be read as one. */
  private static boolean endsLinesWithCr(String text) {
    int first = text.indexOf('\r');
    return first >= 0 && first < text.length() - 1 && text.indexOf('\n') < 0;
  }

  private static Verdict detect(String text, int length, String fileName) {
    Verdict byType = byType(text);
    if (byType != null) {
      return byType;
    }
    List<String> lines = text.strip().lines().map(FormatDetector::withoutMark).toList();
    if (length == HEAD && lines.size() > 1) {
      lines = lines.subList(0, lines.size() - 1); // the last one is cut
    }
    Verdict byHeader = byHeader(lines, fileName);
    if (byHeader != null) {
      return byHeader;
    }
    LogFormat direction = SmtpDirection.of(lines, fileName);
    if (direction != null) {
      return Verdict.of(direction);
    }
    if (lines.stream().anyMatch(line -> W3C_LINE.matcher(line).matches())) {
      return Verdict.not(
          "looks like a W3C log without its #Fields line, so its columns are unknown:"
              + " put the line back that the server wrote at its top");
    }
    if (text.indexOf('\0') >= 0) {
      return Verdict.not("is no text");
    }
    return Verdict.not("is no log of a known format");
  }

  /**
   * What the header at the top says, where it names a type: nearly always, and much sooner than all
   * lines can be looked at. Null if it does not.
   */
  private static @Nullable Verdict byType(String text) {
    return ofType(
        directive(text.strip().lines().limit(TOP).map(FormatDetector::withoutMark), LOG_TYPE));
  }

  private static @Nullable Verdict ofType(String type) {
    if (type.equalsIgnoreCase("SMTP Receive Protocol Log")) {
      return Verdict.of(LogFormat.SMTP_RECEIVE);
    }
    if (type.equalsIgnoreCase("SMTP Send Protocol Log")) {
      return Verdict.of(LogFormat.SMTP_SEND);
    }
    return type.isEmpty()
        ? null
        : Verdict.not("is a log of the type '%s', which is not read".formatted(type));
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** What the header lines say; null if there are none that tell. */
  private static @Nullable Verdict byHeader(List<String> lines, String fileName) {
    String software = directive(lines.stream(), "#Software:");
    Verdict ofType = ofType(directive(lines.stream(), LOG_TYPE));
    String fields = directive(lines.stream(), "#Fields:").toLowerCase(Locale.ROOT);
    if (ofType != null) {
      return ofType;
    }
    if (SmtpFields.of(fields) != null) {
      LogFormat told = SmtpDirection.of(lines, fileName);
      LogFormat direction = told == null ? SmtpDirection.ofName(fileName) : told;
      return direction == null
          ? Verdict.not("is an SMTP protocol log without a line that tells its direction")
          : Verdict.of(direction);
    }
    List<String> columns = List.of(fields.split("\\s+"));
    boolean isWeb = columns.contains("cs-uri-stem") || columns.contains("cs-method");
    boolean isIis =
        software.regionMatches(true, 0, "Microsoft Internet Information Services", 0, 39);
    if (FTP_COLUMNS.stream().anyMatch(columns::contains)) {
      return isIis || isWeb
          ? Verdict.not("is a W3C log of IIS's FTP service, which is not read")
          : null;
    }
    if (isIis || (software.isEmpty() && isWeb && columns.contains("time"))) {
      return Verdict.of(LogFormat.IIS);
    }
    return software.isEmpty()
        ? null
        : Verdict.not("is a log of '%s', which is not read".formatted(software));
  }

  /** What stands behind the first header line of a kind; empty if there is none. */
  private static String directive(Stream<String> lines, String kind) {
    return lines
        .filter(line -> line.regionMatches(true, 0, kind, 0, kind.length()))
        .map(line -> line.substring(kind.length()).strip())
        .findFirst()
        .orElse("");
  }
}
