package org.tlssunset.logs.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.iis.IisService;
import org.tlssunset.logs.smtp.SmtpDirection;
import org.tlssunset.logs.smtp.SmtpFields;
import org.tlssunset.schema.LogFormat;

/**
 * Recognises a log by its content: by its header, or by its first lines where there is none.
 *
 * <p>Never guesses: what is no log that is read comes out with a sentence that says so. Runs once
 * per log, so it may take its time.
 */
public final class FormatDetector {

  /** See {@link LogParsers#version}. */
  static final int VERSION = 2;

  /** How much of a log's unpacked beginning is enough to judge it, in bytes. */
  public static final int HEAD = 64 * 1024;

  /** The lines that a header which names a type is in. */
  private static final int TOP = 10;

  private static final String LOG_TYPE = "#Log-type:";

  /** The type of logs that name clients and users, and of their connections nothing. */
  private static final Pattern MAILBOX = Pattern.compile("(?i)(?:POP|IMAP)\\d?\\b.*");

  /** A line of a W3C extended log, of which only its header says what its columns are. */
  private static final Pattern W3C_LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+ \\S+ \\S+.*");

  /** The beginning of {@code #Software} in the logs of IIS; Server of old, then Services. */
  private static final String IIS = "Microsoft Internet Information Serv";

  /** The beginning of {@code #Software} in the logs of http.sys. */
  private static final String HTTP_API = "Microsoft HTTP API";

  /**
   * What was recognised: a format or a reason.
   *
   * @param format null if it is no log that is read
   * @param reason why not, to stand behind the file's name; null if it is one
   * @param isKnownKind whether it is a log all the same, of a kind that is deliberately not read
   */
  public record Verdict(@Nullable LogFormat format, @Nullable String reason, boolean isKnownKind) {

    static Verdict of(LogFormat format) {
      return new Verdict(format, null, false);
    }

    /** No log that anybody knows, or one that ought to be read and cannot be. */
    static Verdict not(String reason) {
      return new Verdict(null, reason, false);
    }

    /** A log of a kind that tells nothing of TLS, or nothing that others do not. */
    static Verdict passedOver(String reason) {
      return new Verdict(null, reason, true);
    }
  }

  private FormatDetector() {}

  /**
   * Judges a log.
   *
   * @param head its first bytes, unpacked, in UTF-8
   * @param length how many of them are filled
   * @param path the log's, for its name and its folders, which decide only where the lines do not:
   *     in which direction SMTP went, and which service of IIS it was
   */
  public static Verdict detect(byte[] head, int length, String path) {
    String text = new String(head, 0, length, StandardCharsets.UTF_8);
    Verdict verdict = detect(text, length, path);
    return verdict.format() != null && endsLinesWithCr(text)
        ? Verdict.not("ends its lines with CR alone: convert them to LF")
        : verdict;
  }

  /** Whether all lines would be read as one. */
  private static boolean endsLinesWithCr(String text) {
    int first = text.indexOf('\r');
    return first >= 0 && first < text.length() - 1 && text.indexOf('\n') < 0;
  }

  private static Verdict detect(String text, int length, String path) {
    Verdict byType = byType(text);
    if (byType != null) {
      return byType;
    }
    List<String> lines = text.strip().lines().map(FormatDetector::withoutMark).toList();
    if (length == HEAD && lines.size() > 1) {
      lines = lines.subList(0, lines.size() - 1); // the last one is cut
    }
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    Verdict byHeader = byHeader(lines, path, fileName);
    if (byHeader != null) {
      return byHeader;
    }
    LogFormat direction = SmtpDirection.of(lines, fileName);
    if (direction != null) {
      return Verdict.of(direction);
    }
    String other = OtherKind.of(text, lines);
    if (other != null) {
      return Verdict.passedOver(other);
    }
    if (lines.stream().anyMatch(line -> W3C_LINE.matcher(line).matches())) {
      IisService service = IisService.ofFolder(path);
      if (service != IisService.WEB) {
        return notOfWeb(service);
      }
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
        : Verdict.passedOver(
            "is a log of the type '%s', which is not read%s"
                .formatted(type, MAILBOX.matcher(type).matches() ? ": such logs show no TLS" : ""));
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** What the header lines say; null if there are none that tell. */
  private static @Nullable Verdict byHeader(List<String> lines, String path, String fileName) {
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
    if (beginsWith(software, HTTP_API)
        || (columns.contains("s-reason") && columns.contains("cs-uri"))) {
      return Verdict.passedOver("is an HTTPERR log (%s), which is not read".formatted(HTTP_API));
    }
    boolean isWeb = columns.contains("cs-uri-stem") || columns.contains("cs-method");
    if (beginsWith(software, IIS) || (software.isEmpty() && isWeb && columns.contains("time"))) {
      IisService service = IisService.of(lines, path);
      return service == IisService.WEB ? Verdict.of(LogFormat.IIS) : notOfWeb(service);
    }
    return software.isEmpty()
        ? null
        : Verdict.passedOver("is a log of '%s', which is not read".formatted(software));
  }

  private static Verdict notOfWeb(IisService service) {
    return Verdict.passedOver("is a log of IIS's %s, which is not read".formatted(service.title()));
  }

  private static boolean beginsWith(String text, String beginning) {
    return text.regionMatches(true, 0, beginning, 0, beginning.length());
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
