package org.tlssunset.names;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.party.LearnedName;

/** Gathers what the lines of one file say. */
final class NamesFound {

  /** So many bad lines are kept; all are counted. */
  static final int NAMED = 3;

  private final String file;
  private final NameFields fields = new NameFields();
  private final List<LearnedName> names = new ArrayList<>();
  private final List<BadLine> bad = new ArrayList<>();
  private long badCount;

  /**
   * @param file the path that is told
   */
  NamesFound(String file) {
    this.file = file;
  }

  /** What a line says, in the texts of its fields; those that it has not are empty. */
  void take(long line, String address, String name, String from, String until) {
    try {
      fields
          .name(address, name, from, until)
          .ifPresent(host -> names.add(new LearnedName(host, file, line)));
    } catch (LineException e) {
      bad(line, String.valueOf(e.getMessage()));
    }
  }

  /** A line says nothing, for a reason. */
  void bad(long line, String reason) {
    badCount++;
    if (bad.size() < NAMED) {
      bad.add(new BadLine(file, line, reason));
    }
  }

  String file() {
    return file;
  }

  List<LearnedName> names() {
    return names;
  }

  /** The first of them. */
  List<BadLine> bad() {
    return bad;
  }

  long badCount() {
    return badCount;
  }
}
