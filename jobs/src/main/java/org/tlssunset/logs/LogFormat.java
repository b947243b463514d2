package org.tlssunset.logs;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Source;

/**
 * A format of logs: all that is to be known of it, in one place. Whoever reads logs finds formats
 * in a list of these and nowhere else.
 *
 * <p>It is asked three questions of a log's {@linkplain LogHead beginning}, each of all formats
 * before the next, until one has an answer: whether the {@linkplain #byHeader header} says that it
 * is one of these, whether the {@linkplain #byLines lines} do where no header tells, and whether it
 * {@linkplain #byLooks looks} like one that cannot be read.
 *
 * <p>Each is one constant of an enum: so it stays itself on its way to another process.
 */
public interface LogFormat extends Labelled, Serializable {

  /** Its name, as column {@code format} of {@code ingested_files} has it; a contract. */
  @Override
  String label();

  /** What rows of this format carry in column {@code source}. */
  Source source();

  /**
   * The version of what reads it: it rises whenever a log gives other rows, counts or rejects than
   * before, or is no longer taken for one of this format. Logs that another version has read are
   * read again.
   */
  int version();

  /**
   * Whether a plain file may be read in pieces that begin at any line, if each of its lines says
   * the day; only text may. Not so where lines need those before them, as those of sessions do.
   */
  boolean splittable();

  /**
   * Whether a row is all events of an hour that share their facts. Pieces of one file then give
   * several rows for one hour, which have to be folded once more.
   */
  boolean foldsByHour();

  /** Whether it is text in lines, and a {@link LogParser} reads it. */
  default boolean isText() {
    return true;
  }

  /**
   * Whether empty lines, and lines that begin with {@code #}, are comments; else they are its
   * parser's own business.
   */
  default boolean hasComments() {
    return true;
  }

  /** Whether its lines name the server that wrote them, wherever the log lies. */
  default boolean namesServer() {
    return false;
  }

  /**
   * Those settings that decide what is made of such a log, in texts that are equal as long as the
   * same is made of it: see {@link SettingsDigest}.
   */
  List<String> decisive(LogSettings settings);

  /** What the header at the top says; null if it does not tell that it is one of these. */
  @Nullable Verdict byHeader(LogHead head, LogSettings settings);

  /** What the lines say of a log whose header tells nobody anything; null if nothing. */
  default @Nullable Verdict byLines(LogHead head, LogSettings settings) {
    return null;
  }

  /**
   * What to say of a file that nobody knows, if it looks like one of these all the same; null if it
   * does not.
   */
  default @Nullable Verdict byLooks(LogHead head, LogSettings settings) {
    return null;
  }

  /**
   * A line of such a log as strangers may see it: without names of users, mailboxes, queries and
   * mail, with its times, the addresses of machines and what it tells of TLS. Whatever is not known
   * to be harmless is {@linkplain Redaction#HIDDEN hidden}, also in a line that is damaged. Only
   * times, addresses and versions stay where a format knows no more.
   *
   * @param fields what the {@code #Fields:} line in force says; null if there is none
   */
  default String redacted(String line, @Nullable String fields, LogSettings settings) {
    return Redaction.of(line);
  }

  /**
   * What reads one log: a {@link LogParser} if it is text.
   *
   * @param known the settings, and what is remembered from log to log
   * @param origin what is known of the log from where it lies
   */
  LogDecoder decoder(KnownValues known, LogOrigin origin, LogSink sink);
}
