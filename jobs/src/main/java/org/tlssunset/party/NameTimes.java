package org.tlssunset.party;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one address or network is called at each moment: of several names that hold, the one that
 * began last. The moments are cut where the answer changes, so that one is found among many leases
 * as fast as among few.
 */
final class NameTimes {

  /** The answer where two that began at once have different names. */
  static final String UNKNOWN = "";

  private static final Comparator<HostName> FIRST_BEGUN_LAST_ENDED =
      Comparator.comparingLong(HostName::from)
          .thenComparing(HostName::until, Comparator.reverseOrder())
          .thenComparing(HostName::name);

  private static final long[] ALWAYS = {HostName.EVER};

  /** Where stretches begin, in order; each ends where the next begins. */
  private final long[] begins;

  /** The answers of the stretches; null: no name holds. */
  private final @Nullable String[] answers;

  /**
   * Names that began at once.
   *
   * @param until when the last of them ends
   * @param name the one that ends last
   * @param isOneFrom from when on no other name holds any more
   */
  private record Begun(long from, long until, String name, long isOneFrom) {}

  private NameTimes(long[] begins, @Nullable String[] answers) {
    this.begins = begins;
    this.answers = answers;
  }

  /**
   * @param names of one address or network, in any order; at least one
   */
  static NameTimes of(List<HostName> names) {
    HostName only = names.get(0);
    if (names.size() == 1 && only.from() == HostName.EVER && only.until() == HostName.NEVER) {
      return new NameTimes(ALWAYS, new @Nullable String[] {only.name()});
    }
    return cut(begun(names.stream().sorted(FIRST_BEGUN_LAST_ENDED).toList()));
  }

  /**
   * The name at a moment.
   *
   * @param moment microseconds since 1970-01-01T00:00:00Z
   * @return {@link #UNKNOWN} if several contradict each other; null if none holds
   */
  @Nullable String at(long moment) {
    int found = Arrays.binarySearch(begins, moment);
    int stretch = found >= 0 ? found : -found - 2;
    return stretch < 0 ? null : answers[stretch];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(begins.length);
    for (int i = 0; i < begins.length; i++) {
      String answer = answers[i];
      out.writeLong(begins[i]);
      out.writeBoolean(answer != null);
      if (answer != null) {
        out.writeUTF(answer);
      }
    }
  }

  /** What {@link #write} has written. */
  static NameTimes read(DataInput in) throws IOException {
    long[] begins = new long[in.readInt()];
    @Nullable String[] answers = new @Nullable String[begins.length];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = in.readLong();
      answers[i] = in.readBoolean() ? in.readUTF() : null;
    }
    return new NameTimes(begins, answers);
  }

  private static List<Begun> begun(List<HostName> sorted) {
    List<Begun> begun = new ArrayList<>();
    int next = 0;
    while (next < sorted.size()) {
      HostName longest = sorted.get(next);
      long isOneFrom = longest.from();
      while (next < sorted.size() && sorted.get(next).from() == longest.from()) {
        HostName one = sorted.get(next);
        if (!one.name().equalsIgnoreCase(longest.name())) {
          isOneFrom = Math.max(isOneFrom, one.until());
        }
        next++;
      }
      begun.add(new Begun(longest.from(), longest.until(), longest.name(), isOneFrom));
    }
    return begun;
  }

  /** What began last lies on top; each is put there once, and taken away when it has ended. */
  private static NameTimes cut(List<Begun> begun) {
    Stretches stretches = new Stretches();
    Deque<Begun> open = new ArrayDeque<>();
    for (int i = 0; i < begun.size(); i++) {
      long next = i + 1 < begun.size() ? begun.get(i + 1).from() : HostName.NEVER;
      long at = begun.get(i).from();
      open.push(begun.get(i));
      while (at < next && !open.isEmpty()) {
        Begun last = open.peek();
        if (last.until() <= at) {
          open.pop();
        } else {
          long to = Math.min(next, last.until());
          if (at < last.isOneFrom()) {
            stretches.add(at, UNKNOWN);
          }
          if (last.isOneFrom() < to) {
            stretches.add(Math.max(at, last.isOneFrom()), last.name());
          }
          at = to;
        }
      }
      if (at < next) {
        stretches.add(at, null);
      }
    }
    return stretches.all();
  }

  /** Stretches in their order, those with one answer as one. */
  private static final class Stretches {

    private final List<Long> begins = new ArrayList<>();
    private final List<@Nullable String> answers = new ArrayList<>();

    void add(long begin, @Nullable String answer) {
      int last = answers.size() - 1;
      if (last < 0 || !Objects.equals(answers.get(last), answer)) {
        begins.add(begin);
        answers.add(answer);
      }
    }

    NameTimes all() {
      return new NameTimes(
          begins.stream().mapToLong(Long::longValue).toArray(),
          answers.toArray(new @Nullable String[0]));
    }
  }
}
