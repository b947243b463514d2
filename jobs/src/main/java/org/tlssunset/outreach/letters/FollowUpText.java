package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a letter says of the letters before it, by the names that templates have for it. */
final class FollowUpText {

  private final Occasion occasion;
  private final Words words;
  private final FollowUp followUp;

  FollowUpText(Occasion occasion, Words words, FollowUp followUp) {
    this.occasion = occasion;
    this.words = words;
    this.followUp = followUp;
  }

  /**
   * A part of a letter's model.
   *
   * @param entries how many the owner has now
   */
  Map<String, Object> model(int entries) {
    Map<String, Object> model = new HashMap<>();
    FollowUp.Tone tone = followUp.tone();
    model.put("letter", words.number(followUp.letter()));
    model.put("isFirst", tone == FollowUp.Tone.FIRST);
    model.put("isOnlyNew", tone == FollowUp.Tone.ONLY_NEW);
    model.put("isReminder", tone == FollowUp.Tone.REMINDER);
    model.put("isFirm", tone == FollowUp.Tone.FIRM);
    model.put("firstLetter", date(followUp.firstLetter()));
    model.put("lastLetter", date(followUp.lastLetter()));
    LocalDate before = followUp.plannedBefore();
    boolean isSame = Objects.equals(before, occasion.scenario().on());
    model.put("isSameDate", isSame);
    model.put("dateBefore", isSame ? "" : date(before));
    count(model, "still", "isOneStill", followUp.still());
    count(model, "fresh", "isOneFresh", followUp.isComparable() ? entries - followUp.still() : 0);
    count(model, "done", "isOneDone", followUp.done().size());
    model.put(
        "openSince",
        followUp
            .openSince()
            .filter(day -> !day.equals(followUp.lastLetter()))
            .map(words::fixedDate)
            .orElse(""));
    List<ToldEntry> done = followUp.done();
    model.put("doneEntries", done.stream().limit(Letter.MOST).map(this::entry).toList());
    model.put("doneMore", done.size() > Letter.MOST ? words.number(done.size() - Letter.MOST) : "");
    return model;
  }

  private Map<String, Object> entry(ToldEntry entry) {
    return Letter.entry(
        words, occasion.shown().named(entry.named()), entry.key(), occasion.shown().program(entry));
  }

  private void count(Map<String, Object> model, String name, String isOne, int count) {
    model.put(name, count == 0 ? "" : words.number(count));
    model.put(isOne, count == 1);
  }

  private String date(@Nullable LocalDate day) {
    return day == null ? "" : words.fixedDate(day);
  }
}
