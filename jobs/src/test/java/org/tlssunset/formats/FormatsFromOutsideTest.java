package org.tlssunset.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.LogCursor;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogReader;
import org.tlssunset.archive.LogText;
import org.tlssunset.archive.LogVisitor;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.logs.Found;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.schema.ObservationColumn;

/** A format needs nothing but the contract, be it text or not. */
class FormatsFromOutsideTest {

  private static final List<LogFormat> FORMATS;

  static {
    FORMATS = new ArrayList<>(LogFormats.ALL);
    FORMATS.addAll(List.of(NightWatch.LINES, Beacons.RECORDS));
  }

  @TempDir private Path folder;

  /** What a reader tells of one file. */
  private static final class Told implements LogVisitor {

    private final Found found = new Found();
    private @Nullable LogFormat format;
    private @Nullable String reason;
    private LineCounts counts = LineCounts.NONE;
    private LogText text = LogText.NONE;

    @Override
    public LogSink begin(LogName log, LogFormat recognised) {
      format = recognised;
      return found;
    }

    @Override
    public void end(LogName log, LineCounts all, LogText read) {
      counts = all;
      text = read;
    }

    @Override
    public void empty(LogName log) {
      reason = "empty";
    }

    @Override
    public void unrecognised(LogName log, String why) {
      reason = why;
    }

    @Override
    public void unreadable(LogName log, String why, @Nullable LineCounts some) {
      reason = why;
    }

    private List<String> clients() {
      return found.rows().stream().map(row -> row.text(ObservationColumn.CLIENT_NAME)).toList();
    }
  }

  private Told read(byte[] log, LogSettings settings, boolean mayGrow) throws IOException {
    Path file = Files.write(folder.resolve("any.log"), log);
    ArchiveFile listed = Archive.list(List.of(file.toString()), Stores.DEFAULT).files().get(0);
    Told told = new Told();
    LogReader reader =
        new LogReader(FORMATS, settings, path -> Optional.empty(), CodePages.NONE, Stores.DEFAULT);
    try (LogCursor cursor = reader.open(listed, mayGrow, told)) {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = cursor.advance();
      }
    }
    return told;
  }

  private static LogSettings knowing(List<String> fields) {
    LogSettings usual = LogSettings.DEFAULTS;
    return new LogSettings(
        usual.cryptProtocolFields(),
        usual.cryptCipherFields(),
        usual.cryptHashFields(),
        usual.cryptKeyExchangeFields(),
        new ForwardingFields(fields, List.of(), List.of()),
        usual.httpPorts(),
        usual.probeUserAgents(),
        usual.probeUsers(),
        usual.probePaths());
  }

  @Test
  void itsParserReadsLinesThatOthersWouldTakeForComments() throws IOException {
    byte[] log = "lantern\n#7=TLS 1.0\n\n#8=TLS 1.2\nnobody".getBytes(StandardCharsets.US_ASCII);

    Told told = read(log, knowing(List.of("lantern")), false);

    assertThat(told.format).isEqualTo(NightWatch.LINES);
    assertThat(told.clients()).containsExactly("#7", "#8");
    assertThat(told.found.rows())
        .extracting(row -> row.number(ObservationColumn.SOURCE_LINE))
        .containsExactly(2L, 4L);
    assertThat(told.found.rejects())
        .extracting(Found.Reject::text, Found.Reject::line, Found.Reject::offset)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("nobody", 5L, 31L));
    assertThat(told.counts).isEqualTo(new LineCounts(5, 2, 2, 1, 2));
  }

  @Test
  void settingsReachItsRecognitionAndItsDigest() throws IOException {
    byte[] log = "lantern\n#7=TLS 1.0\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(read(log, LogSettings.DEFAULTS, false).reason)
        .isEqualTo("is no log of a known format");
    assertThat(SettingsDigest.of(knowing(List.of("lantern")), NightWatch.LINES))
        .isNotEqualTo(SettingsDigest.of(LogSettings.DEFAULTS, NightWatch.LINES));
  }

  @Test
  void recordsThatAreNoLinesAreReadWhereverBuffersEnd() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(Beacons.MARK);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "\r%d\0client".formatted(i).repeat(1 + i % 5);
      names.add(name);
      log.write(name.length());
      log.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    Told told = read(log.toByteArray(), LogSettings.DEFAULTS, false);

    assertThat(told.format).isEqualTo(Beacons.RECORDS);
    assertThat(told.clients()).isEqualTo(names);
    assertThat(told.counts).isEqualTo(new LineCounts(20_000, 20_000, 0, 0, 20_000));
    assertThat(told.text.bytes()).isEqualTo(log.size());
  }

  @Test
  void aRecordThatIsStillBeingWrittenWaits() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(Beacons.MARK);
    log.writeBytes(new byte[] {2, 'a', '\n', 5, 'b'});

    Told growing = read(log.toByteArray(), LogSettings.DEFAULTS, true);
    assertThat(growing.clients()).containsExactly("a\n");
    assertThat(growing.counts).isEqualTo(new LineCounts(1, 1, 0, 0, 1));
    assertThat(growing.text.waits()).isTrue();

    Told settled = read(log.toByteArray(), LogSettings.DEFAULTS, false);
    assertThat(settled.counts).isEqualTo(new LineCounts(2, 1, 0, 1, 1));
    assertThat(settled.found.rejects()).extracting(Found.Reject::offset).containsExactly(7L);
    assertThat(settled.text.waits()).isFalse();
  }
}
