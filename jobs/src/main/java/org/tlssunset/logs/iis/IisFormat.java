package org.tlssunset.logs.iis;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Redaction;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.Verdict;
import org.tlssunset.schema.Source;

/** The logs of IIS that are read. */
public enum IisFormat implements LogFormat {
  /** The W3C extended logs of the web service. */
  W3C;

  /** A line of a W3C extended log, of which only its header says what its columns are. */
  private static final Pattern W3C_LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+ \\S+ \\S+.*");

  /** The beginning of {@code #Software} in the logs of IIS; Server of old, then Services. */
  private static final String IIS = "Microsoft Internet Information Serv";

  /** The beginning of {@code #Software} in the logs of http.sys. */
  private static final String HTTP_API = "Microsoft HTTP API";

  @Override
  public String label() {
    return "iis";
  }

  @Override
  public Source source() {
    return Source.IIS;
  }

  @Override
  public int version() {
    return IisParser.VERSION;
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public boolean foldsByHour() {
    return true;
  }

  @Override
  public List<String> decisive(LogSettings settings) {
    return List.of(
        fields(settings.cryptProtocolFields()),
        fields(settings.cryptCipherFields()),
        fields(settings.cryptHashFields()),
        fields(settings.cryptKeyExchangeFields()),
        SettingsDigest.of(IisForwardingColumns.shown(settings.forwarding())),
        fields(settings.forwarding().tlsVersion()),
        fields(settings.forwarding().tlsCipher()),
        SettingsDigest.any(settings.httpPorts().stream().map(String::valueOf).toList()),
        SettingsDigest.any(settings.probeUserAgents()),
        SettingsDigest.any(settings.probeUsers()),
        SettingsDigest.any(settings.probePaths()));
  }

  /** Where the first of several counts, and names are the same however their words are joined. */
  private static String fields(List<String> names) {
    return SettingsDigest.ordered(names.stream().map(ForwardingFields::letters).toList());
  }

  @Override
  public @Nullable Verdict byHeader(LogHead head, LogSettings settings) {
    if (!head.type().isEmpty()) {
      return null;
    }
    List<String> columns = List.of(head.fields().split("\\s+"));
    if (beginsWith(head.software(), HTTP_API)
        || (columns.contains("s-reason") && columns.contains("cs-uri"))) {
      return Verdict.passedOver("is an HTTPERR log (%s), which is not read".formatted(HTTP_API));
    }
    boolean isWeb = columns.contains("cs-uri-stem") || columns.contains("cs-method");
    if (beginsWith(head.software(), IIS)
        || (head.software().isEmpty() && isWeb && columns.contains("time"))) {
      IisService service = IisService.of(head.lines(), head.path());
      return service == IisService.WEB ? Verdict.of(this) : notOfWeb(service);
    }
    return null;
  }

  @Override
  public @Nullable Verdict byLooks(LogHead head, LogSettings settings) {
    if (head.lines().stream().noneMatch(line -> W3C_LINE.matcher(line).matches())) {
      return null;
    }
    IisService service = IisService.ofFolder(head.path());
    return service == IisService.WEB
        ? Verdict.not(
            "looks like a W3C log without its #Fields line, so its columns are unknown:"
                + " put the line back that the server wrote at its top")
        : notOfWeb(service);
  }

  private static Verdict notOfWeb(IisService service) {
    return Verdict.passedOver("is a log of IIS's %s, which is not read".formatted(service.title()));
  }

  private static boolean beginsWith(String text, String beginning) {
    return text.regionMatches(true, 0, beginning, 0, beginning.length());
  }

  @Override
  public String redacted(String line, @Nullable String fields, LogSettings settings) {
    return fields == null
        ? Redaction.of(line)
        : new IisRedaction(IisFields.of(fields, settings)).of(line);
  }

  @Override
  public LogDecoder decoder(KnownValues known, LogOrigin origin, LogSink sink) {
    return new IisParser(known, origin, sink);
  }
}
