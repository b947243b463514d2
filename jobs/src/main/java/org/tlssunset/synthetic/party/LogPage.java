package org.tlssunset.synthetic.party;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Mishaps;
import org.tlssunset.synthetic.Text;

/**
 * One file of a log in the making. What damages it adds lines that nobody can read, and takes none
 * away: what can be known stays.
 */
final class LogPage {

  private static final String LINE_END = "\r\n";

  private final String place;
  private final LogForm form;
  private final LocalDate day;
  private final int part;
  private final String fields;
  private final Mishaps mishaps;
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable RowTruth> truths = new ArrayList<>();
  private final Text damaged = new Text();

  LogPage(String place, LogForm form, LocalDate day, int part, String fields, Mishaps mishaps) {
    this.place = place;
    this.form = form;
    this.day = day;
    this.part = part;
    this.fields = fields;
    this.mishaps = mishaps;
    header();
  }

  private void header() {
    for (String line : form.header(day, fields)) {
      put(line, null);
    }
  }

  void add(String line, RowTruth truth) {
    if (mishaps.leavesBlank()) {
      put("", null);
    }
    if (mishaps.cutsLine(0)) {
      put(cut(line), null);
    }
    if (mishaps.leavesHole()) {
      damaged.clear();
      damaged.putText(line);
      mishaps.hole(damaged);
      put(damaged.toString(), null);
    }
    if (form == LogForm.IIS && mishaps.restarts()) {
      header();
    }
    boolean isRespaced = form == LogForm.IIS && mishaps.doublesBlanks();
    put(isRespaced ? line.replaceFirst(" ", "  ") + "  " : line, truth);
  }

  private String cut(String line) {
    damaged.clear();
    damaged.putText(line);
    mishaps.cut(damaged, form.separator(), form.fewestColumns());
    return damaged.toString();
  }

  private void put(String line, @Nullable RowTruth truth) {
    text.append(line).append(LINE_END);
    truths.add(truth);
  }

  /** Writes the file as the server left it, at its day's end. */
  void write(Path archive, TruthBook book) throws IOException {
    int last = text.lastIndexOf(LINE_END, text.length() - LINE_END.length() - 1);
    String lastLine = text.substring(last + LINE_END.length(), text.length() - LINE_END.length());
    if (mishaps.endsInLine()) {
      put(cut(lastLine.replace("  ", " ")), null);
      text.setLength(text.length() - LINE_END.length());
    } else if (mishaps.forgetsLineEnd()) {
      text.setLength(text.length() - LINE_END.length());
    }
    Path folder = Files.createDirectories(archive.resolve(place));
    Path file = folder.resolve(form.fileName(day, part));
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    Files.setLastModifiedTime(
        file, FileTime.from(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    book.file(file, day, truths);
  }
}
