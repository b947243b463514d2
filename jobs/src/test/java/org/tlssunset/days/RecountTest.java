package org.tlssunset.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** Which days are counted when: the tables are real, and what is counted is noted down. */
class RecountTest {

  private static final Table SOURCE = Tables.TLS_OBSERVATIONS;
  private static final String READER = "a-reader";

  @TempDir Path folder;

  private final Noted noted = new Noted();
  private Warehouse warehouse;
  private Recount recount;
  private long revision;

  @BeforeEach
  void emptyWarehouse() {
    warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    recount = new Recount(warehouse, 2);
  }

  @Test
  void whatIsNewIsCountedSomeDaysACommitAndOnce() {
    change(1, 2, 3, 4, 5);

    assertThat(recount.due(noted)).isEqualTo(days(1, 2, 3, 4, 5));
    assertThat(recount.days(noted)).isEqualTo(new RecountResult(true, List.of()));
    assertThat(noted.counted).containsExactly(days(1, 2), days(3, 4), days(5));
    assertThat(countedAnew()).isEmpty();
    assertThat(recount.due(noted)).isEmpty();
  }

  @Test
  void onlyWhatChangedIsCountedAgainHoweverOftenItDid() {
    change(1, 2, 3);
    countedAnew();

    change(2);
    change(2);

    assertThat(countedAnew()).isEqualTo(days(2));
  }

  @Test
  void aDayFollowsTheDaysWithinItsReach() {
    noted.reach = 1;
    change(5);
    assertThat(countedAnew()).isEqualTo(days(4, 5, 6));

    change(7);

    assertThat(countedAnew()).isEqualTo(days(6, 7, 8));
  }

  @Test
  void aDayFollowsTheSettingsThatConcernIt() {
    change(1, 2, 3);
    countedAnew();

    noted.basis.put(day(3), "another proxy is listed from the third on");

    assertThat(countedAnew()).isEqualTo(days(3));
  }

  @Test
  void aKilledRunHasLessToDoTheNextTime() {
    change(1, 2, 3, 4);
    noted.killedAt = day(3);

    assertThatIllegalStateException().isThrownBy(() -> recount.days(noted));
    noted.counted.clear();
    noted.killedAt = null;

    assertThat(countedAnew()).isEqualTo(days(3, 4));
  }

  @Test
  void whatIsTakenBackIsCountedBack() {
    change(1);
    change(2);
    countedAnew();
    change(2, 3);
    countedAnew();

    warehouse.undoAfter(SOURCE, READER, 2);

    assertThat(countedAnew()).isEqualTo(days(2, 3));
    assertThat(countedAnew()).isEmpty();
  }

  @Test
  void daysWhoseInputsWereRemovedAreFrozenAndSaidOnce() {
    change(1, 2, 3);
    countedAnew();
    removeBefore(3);
    assertThat(recount.days(noted)).isEqualTo(new RecountResult(false, List.of()));
    noted.basis.put(day(1), "other settings: of what is gone nothing can be counted by them");
    assertThat(recount.days(noted)).isEqualTo(new RecountResult(false, List.of()));

    change(2, 3); // a log that comes late

    assertThat(recount.days(noted)).isEqualTo(new RecountResult(true, days(2)));
    assertThat(noted.counted).containsExactly(days(3));
    assertThat(recount.frozen(noted)).isEqualTo(1);
    assertThat(recount.days(noted)).isEqualTo(new RecountResult(false, List.of()));
    change(2);
    assertThat(recount.days(noted)).isEqualTo(new RecountResult(true, days(2)));
  }

  @Test
  void aTableOfAllDaysFollowsAnyOfThem() {
    assertThat(recount.whole(noted.all).isChanged()).isFalse();
    change(1, 2);
    countedAnew();
    assertThat(recount.whole(noted.all).isChanged()).isTrue();
    assertThat(recount.whole(noted.all).isChanged()).isFalse();

    change(2);
    assertThat(recount.whole(noted.all).isChanged()).isFalse();
    countedAnew();

    assertThat(recount.whole(noted.all).isChanged()).isTrue();
  }

  @Test
  void aTableIsCountedAfterThoseItIsCountedFrom() {
    change(1, 2);
    RecountOrder order = new RecountOrder(List.of(noted), List.of(noted.all));
    assertThat(order.reads()).containsExactly(SOURCE);

    assertThat(order.run(warehouse))
        .containsExactly(
            entry(Tables.CLIENT_PROTOCOL_DAILY, new RecountResult(true, List.of())),
            entry(Tables.CLIENT_PROTOCOL, new RecountResult(true, List.of())));
    assertThat(order.run(warehouse).values()).containsOnly(new RecountResult(false, List.of()));
  }

  @Test
  void tablesThatNeedNothingOfEachOtherAreCountedAtOnce() {
    change(1);
    Noted other = new Noted();
    other.table = Tables.USAGE_DAILY;
    CyclicBarrier both = new CyclicBarrier(2);
    noted.meeting = both;
    other.meeting = both;

    assertThat(new RecountOrder(List.of(noted, other), List.of()).run(warehouse).values())
        .containsOnly(new RecountResult(true, List.of()));
  }

  @Test
  void whereOneFailsTheOthersAreDoneAndWhatNeedsItIsLeft() {
    change(1);
    noted.killedAt = day(1);
    Noted other = new Noted();
    other.table = Tables.USAGE_DAILY;

    assertThatIllegalStateException()
        .isThrownBy(
            () -> new RecountOrder(List.of(noted, other), List.of(noted.all)).run(warehouse))
        .withMessage("killed");

    assertThat(recount.due(noted)).isEqualTo(days(1));
    assertThat(DayMarks.areIn(warehouse, Tables.CLIENT_PROTOCOL)).isFalse();
    assertThat(recount.due(other)).isEmpty();
  }

  /** Has a reader's commit change days of the source. */
  private void change(int... days) {
    Transaction commit = warehouse.begin(SOURCE, READER, ++revision);
    DayMarks.change(warehouse, SOURCE, commit, days(days), "r" + revision);
    commit.commitAlways();
  }

  private void removeBefore(int first) {
    Transaction commit = warehouse.begin(SOURCE, Warehouse.RETENTION, day(first).toEpochDay());
    DayMarks.drop(warehouse, SOURCE, commit, day(first));
    commit.commitAlways();
  }

  /** Counts what is due, and says which days that were. */
  private List<LocalDate> countedAnew() {
    noted.counted.clear();
    recount.days(noted);
    List<LocalDate> days = noted.counted.stream().flatMap(List::stream).toList();
    noted.counted.clear();
    return days;
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2024, 5, day);
  }

  private static List<LocalDate> days(int... days) {
    return Arrays.stream(days).mapToObj(RecountTest::day).toList();
  }

  /** A table whose rows nobody needs here. */
  private static final class Noted implements DerivedDays {

    final List<List<LocalDate>> counted = new ArrayList<>();
    final Map<LocalDate, String> basis = new HashMap<>();
    Table table = Tables.CLIENT_PROTOCOL_DAILY;
    int reach;
    LocalDate killedAt;
    CyclicBarrier meeting;

    final DerivedWhole all =
        new DerivedWhole() {
          @Override
          public List<Table> tables() {
            return List.of(Tables.CLIENT_PROTOCOL);
          }

          @Override
          public List<Table> inputs() {
            return List.of(Noted.this.table());
          }

          @Override
          public String basis(Warehouse warehouse) {
            return "";
          }

          @Override
          public void count(Warehouse warehouse, List<Transaction> commits) {}
        };

    @Override
    public Table table() {
      return table;
    }

    @Override
    public List<Table> inputs() {
      return List.of(SOURCE);
    }

    @Override
    public Reach reach() {
      return new Reach.Around(reach);
    }

    @Override
    public Function<LocalDate, String> basis(Warehouse warehouse) {
      return day -> basis.getOrDefault(day, "");
    }

    @Override
    public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
      if (days.contains(killedAt)) {
        throw new IllegalStateException("killed");
      }
      if (meeting != null) {
        try {
          meeting.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
          throw new IllegalStateException("the other is not counted meanwhile", e);
        }
      }
      counted.add(List.copyOf(days));
    }
  }
}
