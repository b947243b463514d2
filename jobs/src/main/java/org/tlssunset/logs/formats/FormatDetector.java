package org.tlssunset.logs.formats;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Verdict;

/**
 * Recognises a log by its content: by its header, or by its first lines where there is none. Each
 * format knows its own; here is what is known of logs that are not read.
 *
 * <p>Never guesses: what is no log that is read comes out with a sentence that says so. Runs once
 * per log, so it may take its time.
 */
public final class FormatDetector {

  /**
   * The version of what recognises logs: it rises whenever something is recognised, or can be
   * opened, that was not before, or is given another reason.
   */
  public static final int VERSION = 3;

  private final List<LogFormat> formats;
  private final LogSettings settings;

  /**
   * @param formats those that are read, in the order in which they are asked
   */
  public FormatDetector(List<LogFormat> formats, LogSettings settings) {
    this.formats = formats;
    this.settings = settings;
  }

  /** Judges a log. */
  public Verdict detect(LogHead head) {
    Verdict verdict = judge(head);
    LogFormat format = verdict.format();
    return format != null && format.isText() && endsLinesWithCr(head.text())
        ? Verdict.not("ends its lines with CR alone: convert them to LF")
        : verdict;
  }

  /** Whether all lines would be read as one. */
  private static boolean endsLinesWithCr(String text) {
    int first = text.indexOf('\r');
    return first >= 0 && first < text.length() - 1 && text.indexOf('\n') < 0;
  }

  private Verdict judge(LogHead head) {
    Verdict byHeader = first(format -> format.byHeader(head, settings));
    if (byHeader != null) {
      return byHeader;
    }
    if (!head.type().isEmpty()) {
      return Verdict.passedOver(
          "is a log of the type '%s', which is not read%s"
              .formatted(head.type(), OtherKind.remark(head.type())));
    }
    if (!head.software().isEmpty()) {
      return Verdict.passedOver("is a log of '%s', which is not read".formatted(head.software()));
    }
    Verdict byLines = first(format -> format.byLines(head, settings));
    if (byLines != null) {
      return byLines;
    }
    String other = OtherKind.of(head.text(), head.lines());
    if (other != null) {
      return Verdict.passedOver(other);
    }
    Verdict byLooks = first(format -> format.byLooks(head, settings));
    if (byLooks != null) {
      return byLooks;
    }
    return Verdict.not(
        head.text().indexOf('\0') >= 0 ? "is no text" : "is no log of a known format");
  }

  /** The first answer that any format has; null if none has one. */
  private @Nullable Verdict first(Function<LogFormat, @Nullable Verdict> question) {
    return formats.stream().map(question).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
