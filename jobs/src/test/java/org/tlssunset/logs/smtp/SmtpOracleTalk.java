package org.tlssunset.logs.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which answer is to which command, and what became of each STARTTLS, over all of a session. */
final class SmtpOracleTalk {

  private final List<SmtpOracleEvent> events;
  private final Map<SmtpOracleEvent, SmtpOracleEvent> answers = new IdentityHashMap<>();
  private final Map<SmtpOracleEvent, SmtpOracleEvent> settled = new IdentityHashMap<>();

  /** The same if the answer to each EHLO is logged. */
  private final Map<SmtpOracleEvent, SmtpOracleEvent> strictAnswers = new IdentityHashMap<>();

  /** Commands that were accepted before lines were missing. */
  private final List<SmtpOracleEvent> accepted = new ArrayList<>();

  /** Whether there were so many answers that EHLO's must be among them. */
  private boolean hasFoundHello;

  private final Deque<SmtpOracleEvent> strictlyWaiting = new ArrayDeque<>();

  /** Commands whose answers may be missing. */
  private final Set<Long> unsure = new HashSet<>();

  /** Answers that are to a command. */
  private final Set<Long> taken = new HashSet<>();

  SmtpOracleTalk(List<SmtpOracleEvent> events, boolean isSend) {
    this.events = events;
    Deque<SmtpOracleEvent> waiting = new ArrayDeque<>();
    List<SmtpOracleEvent> lost = new ArrayList<>();
    SmtpOracleEvent startTls = null;
    boolean hasSkippedHello = false;
    int highest = Integer.MAX_VALUE - 1;
    for (SmtpOracleEvent event : events) {
      if (event.number() > highest + 1 || event.isTls() || event.isTlsFailure()) {
        events.stream().filter(this::isAccepted).forEach(accepted::add);
        strictAnswers.clear();
        answers.keySet().removeIf(SmtpOracleEvent::isCounted);
        lost.addAll(waiting);
        lost.forEach(command -> unsure.add(command.line()));
        waiting.clear();
        strictlyWaiting.clear();
        hasSkippedHello = false;
        hasFoundHello = false;
        // What became of these nobody knows.
        lost.removeIf(SmtpOracleEvent::isCounted);
      }
      highest =
          highest == Integer.MAX_VALUE - 1 ? event.number() : Math.max(highest, event.number());
      if (event.kind() == 'A' && isAnswer(event, startTls != null)) {
        taken.add(event.line());
        boolean isNoSignIns = !event.text().matches("(235|[345]).*");
        lost.stream()
            .filter(command -> !(command.isSignIn() && isNoSignIns))
            .forEach(command -> answers.put(command, event));
        lost.removeIf(command -> !(command.isSignIn() && isNoSignIns));
        hasFoundHello |= hasSkippedHello && waiting.isEmpty();
        if (!waiting.isEmpty()) {
          SmtpOracleEvent command = waiting.remove();
          if (command.isSignIn() && isNoSignIns) {
            lost.add(command);
          } else {
            answers.put(command, event);
          }
        }
        if (!strictlyWaiting.isEmpty()) {
          strictAnswers.put(strictlyWaiting.remove(), event);
        }
      } else if (event.kind() == 'C') {
        if (!waiting.isEmpty() && waiting.getLast().isHello()) {
          waiting.removeLast();
          hasSkippedHello = true;
        }
        waiting.add(event);
        strictlyWaiting.add(event);
      }
      boolean isSettled =
          event.kind() == 'C'
              || event.isTls()
              || event.isTlsFailure()
              || event.isGivenUp(isSend)
              || (event.isRefusal()
                  && taken.contains(event.line())
                  && answers.containsKey(startTls));
      if (startTls != null && isSettled) {
        settled.put(startTls, event);
        startTls = null;
      }
      startTls = event.isStartTls() ? event : startTls;
    }
  }

  private static boolean isAnswer(SmtpOracleEvent event, boolean awaitsTls) {
    String text = event.text();
    return !text.matches("\\d{3}-.*|354.*") && (awaitsTls || !text.startsWith("220"));
  }

  @Nullable SmtpOracleEvent answer(SmtpOracleEvent command) {
    return answers.get(command);
  }

  /** Whether a command was accepted, though the answer to an EHLO before it may be missing. */
  boolean isAccepted(SmtpOracleEvent command) {
    boolean isStrict = hasFoundHello || strictlyWaiting.isEmpty();
    SmtpOracleEvent answer = (isStrict ? strictAnswers : answers).get(command);
    return accepted.contains(command) || (answer != null && answer.isAccepted());
  }

  /** Whether it may be that another line than the one that is here answers it. */
  boolean isUnsure(SmtpOracleEvent command) {
    return unsure.contains(command.line());
  }

  boolean isAnswer(SmtpOracleEvent event) {
    return taken.contains(event.line());
  }

  /** What became of a STARTTLS; null if nothing did. */
  @Nullable SmtpOracleEvent settled(SmtpOracleEvent startTls) {
    return settled.get(startTls);
  }

  /** Whether at that line a STARTTLS has been sent, and nothing become of it. */
  boolean awaitsTls(SmtpOracleEvent at) {
    return events.stream()
        .anyMatch(
            event ->
                event.isStartTls()
                    && event.line() < at.line()
                    && (settled(event) == null || settled(event).line() >= at.line()));
  }

  /** Whether the lines up to one, that included, have no gap in their numbers. */
  boolean isComplete(SmtpOracleEvent last) {
    TreeSet<Integer> numbers = new TreeSet<>();
    events.stream()
        .filter(event -> event.line() <= last.line())
        .forEach(event -> numbers.add(event.number()));
    return numbers.last() - numbers.first() == numbers.size() - 1;
  }
}
