package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.RejectReason;

class RejectedLinesTest {

  private final RejectedLineEncoder encoder = new RejectedLineEncoder(7);

  @Test
  void rowsHoldWhatWasAdded() {
    encoder.add("/logs/ä.log", 3, 120, RejectReason.TIME, "no time", "29:61:00 …");
    encoder.add("/logs/ä.log", 4, 140, RejectReason.QUOTING, "not closed", "");

    assertThat(shown(encoder.take()))
        .containsExactly(
            "/logs/ä.log:3 at 120, batch 7, time, time: no time, 29:61:00 …",
            "/logs/ä.log:4 at 140, batch 7, quoting, quoting: not closed, ");
  }

  @Test
  void whatWasTakenOrClearedIsNotGivenAgain() {
    encoder.add("a.log", 1, 0, RejectReason.TIME, "", "taken");
    LaidOutRows taken = encoder.take();
    encoder.add("b.log", 1, 0, RejectReason.TIME, "", "cleared");
    encoder.clear();
    encoder.add("c.log", 1, 0, RejectReason.TIME, "", "kept");

    assertThat(shown(taken)).singleElement().asString().endsWith("taken");
    assertThat(shown(encoder.take())).singleElement().asString().endsWith("kept");
    assertThat(encoder.take().count()).isZero();
  }

  @Test
  void onlyTheFirstAreKeptOfMore() {
    for (int line = 1; line <= 5; line++) {
      encoder.add("a.log", line, 0, RejectReason.TIME, "", "line " + line);
    }
    LaidOutRows all = encoder.take();

    assertThat(shown(all.first(2)))
        .extracting(row -> row.replaceFirst(".*, ", ""))
        .containsExactly("line 1", "line 2");
    assertThat(all.first(5)).isSameAs(all);
    assertThat(all.first(0).count()).isZero();
  }

  private static List<String> shown(LaidOutRows lines) {
    List<String> rows = new ArrayList<>();
    lines.stream()
        .iterator()
        .forEachRemaining(
            row ->
                rows.add(
                    "%s:%d at %d, batch %d, %s, %s, %s"
                        .formatted(
                            row.getUTF8String(0),
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(5),
                            row.getUTF8String(6),
                            row.getUTF8String(3),
                            row.getUTF8String(4))));
    return rows;
  }
}
