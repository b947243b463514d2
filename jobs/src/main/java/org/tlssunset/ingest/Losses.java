package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tlssunset.archive.LogName;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.RejectReason;

/**
 * What an archive holds and the tables do not, as short as it can be told: whole logs before lines,
 * those that were damaged or closed before those that are no known logs.
 *
 * @param unread logs and folders of which nothing was read, those of one reason together, the
 *     rarest reasons first: what lies in every folder is seldom a log
 * @param rejects lines that could not be used, by why
 * @param rejecting how many logs hold them
 * @param notRead how many logs are of kinds that are deliberately not read, by the kind's reason
 */
public record Losses(
    List<Loss> unread,
    Map<RejectReason, Long> rejects,
    long rejecting,
    SortedMap<String, Long> notRead) {

  /** Nothing is lost. */
  public static final Losses NONE = new Sum().all();

  /** How many logs of one reason are named. */
  private static final int NAMED = 3;

  /** What is told of one file alone, within a reason that many share. */
  private static final Pattern DETAIL = Pattern.compile(" \\(.*\\)");

  /**
   * Logs of which nothing was read for one reason.
   *
   * @param state unreadable or unrecognised
   * @param reason a sentence's end, with the cure, to stand behind a name; of the first log, in all
   *     detail
   * @param logs how many they are
   * @param first some of them
   */
  public record Loss(FileState state, String reason, long logs, List<String> first) {

    private Loss plus(Loss more) {
      List<String> names = new ArrayList<>(first);
      more.first.stream().limit(NAMED - names.size()).forEach(names::add);
      return new Loss(
          state, reason.equals(more.reason) ? reason : general(reason), logs + more.logs, names);
    }
  }

  private static String general(String reason) {
    return DETAIL.matcher(reason).replaceAll("");
  }

  /** How many logs and folders should have been read, and were not. */
  public long logs() {
    return unread.stream().mapToLong(Loss::logs).sum();
  }

  /** How many logs are in a state. */
  public long logs(FileState state) {
    return unread.stream().filter(loss -> loss.state == state).mapToLong(Loss::logs).sum();
  }

  /** Adds up, and keeps no list that grows with the archive. */
  static final class Sum {

    private final Map<String, Loss> unread = new LinkedHashMap<>();
    private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
    private final SortedMap<String, Long> notRead = new TreeMap<>();
    private long rejecting;

    /** Nothing was read of a log. */
    void unread(LogName name, FileState state, String reason) {
      if (state == FileState.NOT_READ) {
        notRead.merge(reason, 1L, Long::sum);
      } else {
        unread.merge(
            state + general(reason),
            new Loss(state, reason, 1, List.of(name.sourceFile())),
            Loss::plus);
      }
    }

    void rejected(Map<RejectReason, Long> lines) {
      rejecting += lines.isEmpty() ? 0 : 1;
      lines.forEach((reason, count) -> rejects.merge(reason, count, Long::sum));
    }

    Losses all() {
      return new Losses(
          unread.values().stream()
              .sorted(
                  Comparator.comparing((Loss loss) -> loss.state != FileState.UNREADABLE)
                      .thenComparing(Loss::logs)
                      .thenComparing(Loss::reason))
              .toList(),
          new EnumMap<>(rejects),
          rejecting,
          new TreeMap<>(notRead));
    }
  }
}
