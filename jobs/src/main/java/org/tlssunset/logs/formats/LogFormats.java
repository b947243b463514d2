package org.tlssunset.logs.formats;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.logs.smtp.SmtpFormat;

/** The formats that are read: the place to add one. */
public final class LogFormats {

  /** All, in the order in which they are asked about a log. */
  public static final List<LogFormat> ALL =
      List.of(SmtpFormat.RECEIVE, SmtpFormat.SEND, IisFormat.W3C);

  private static final Map<String, LogFormat> BY_LABEL =
      ALL.stream().collect(Collectors.toMap(LogFormat::label, Function.identity()));

  private LogFormats() {}

  /**
   * Finds a format by its label.
   *
   * @return null for null, and for a format that this version does not read
   */
  public static @Nullable LogFormat of(@Nullable String label) {
    return label == null ? null : BY_LABEL.get(label);
  }
}
