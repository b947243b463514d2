package org.tlssunset.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.exceptions.ConcurrentTransactionException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

public class TransactionTest {

  private static final String STEP = "a-step";
  private static final Table TABLE = Tables.REJECTED_LINES;

  @TempDir Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void emptyWarehouse() {
    warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
  }

  @Test
  void allThatItAddsIsSeenAtOnceAndNotBefore() {
    Transaction commit = warehouse.begin(TABLE, STEP, 1);
    commit.add(lines(1, 2, 3));
    commit.add(lines(4));

    commit.refuseUnlike(4);
    assertThat(commit.added().count()).isEqualTo(4);
    assertThat(seen()).isEmpty();

    commit.commit();

    assertThat(seen()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(warehouse.lastTransaction(TABLE, STEP)).hasValue(1);
    assertThat(commits()).isEqualTo(1);
  }

  @Test
  void refusesToHaveWrittenMoreOrLessThanWasCounted() {
    Transaction commit = warehouse.begin(TABLE, STEP, 1);
    commit.refuseUnlike(0);
    commit.add(lines(1, 2, 3));

    for (long counted : List.of(2L, 4L)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> commit.refuseUnlike(counted))
          .withMessage(
              "3 rows were written for rejected_lines where the readers counted %d: nothing was"
                  + " committed",
              counted);
    }
    commit.refuseUnlike(3);
  }

  @Test
  void rowsFromMemoryFindTheirColumnsWhereverTheseAreStored() {
    warehouse
        .spark()
        .sql("ALTER TABLE delta.`%s` ALTER COLUMN batch_id FIRST".formatted(warehouse.path(TABLE)));
    warehouse.look();
    assertThat(warehouse.read(TABLE).columns()[0]).isEqualTo("batch_id");

    Transaction commit = warehouse.begin(TABLE, STEP, 1);
    commit.add(List.of(rejectedLine(7, 3)));
    commit.commit();

    assertThat(warehouse.read(TABLE).select("source_file", "source_line", "batch_id").head())
        .isEqualTo(RowFactory.create("a.log", 7L, 3L));
  }

  @Test
  void removesWhatMeetsOneOfItsConditions() {
    committed(1, lines(1, 2, 3));

    Transaction nothing = warehouse.begin(TABLE, STEP, 2);
    nothing.remove("", "");
    nothing.commit();
    assertThat(commits()).isEqualTo(1);
    Transaction commit = warehouse.begin(TABLE, STEP, 2);
    commit.remove("source_line = 1", "", "source_line = 3");
    commit.commit();

    assertThat(seen()).containsExactly(2L);
  }

  @Test
  void removesAndAddsInOneCommit() {
    committed(1, lines(1, 2, 3));

    Transaction commit = warehouse.begin(TABLE, STEP, 2);
    commit.remove("source_line >= 2");
    commit.add(lines(3, 4));
    assertThat(seen()).containsExactly(1L, 2L, 3L);
    commit.commit();

    assertThat(seen()).containsExactly(1L, 3L, 4L);
    assertThat(commits()).isEqualTo(2);
  }

  @Test
  void rowsThatItRemovesAreThoseFromBefore() {
    committed(1, lines(1, 2));

    Transaction commit = warehouse.begin(TABLE, STEP, 2);
    commit.add(lines(2, 3));
    commit.remove("source_line >= 2");
    commit.commit();

    assertThat(seen()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void takesBackWhatItHasAdded() {
    Transaction commit = warehouse.begin(TABLE, STEP, 1);
    commit.add(lines(1, 2, 3));
    commit.keepAdded("source_line <> 2");
    commit.add(lines(2, 4));

    commit.refuseUnlike(4);
    commit.commit();
    assertThat(seen()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void withNothingToDoThereIsNoCommit() {
    Transaction commit = warehouse.begin(TABLE, STEP, 1);
    commit.add(lines());
    commit.keepAdded("source_line > 5");
    commit.commit();

    assertThat(commits()).isZero();
  }

  @Test
  void removesAllRows() {
    committed(1, lines(1, 2));
    committed(2, lines(3));

    Transaction commit = warehouse.begin(TABLE, STEP, 3);
    commit.add(lines(4));
    commit.removeAll();
    commit.commit();

    assertThat(seen()).containsExactly(4L);
  }

  @Test
  void commitsTheMarkAloneIfAsked() {
    committed(1, lines(1));

    warehouse.begin(TABLE, STEP, 2).commitAlways();

    assertThat(seen()).containsExactly(1L);
    assertThat(warehouse.lastTransaction(TABLE, STEP)).hasValue(2);
  }

  @Test
  void ofTwoAtOnceTheSecondFails() {
    Transaction first = warehouse.begin(TABLE, STEP, 1);
    Transaction second = warehouse.begin(TABLE, STEP, 1);
    first.add(lines(1));
    second.add(lines(1));
    first.commit();

    assertThatThrownBy(second::commit).isInstanceOf(ConcurrentTransactionException.class);
    assertThat(seen()).containsExactly(1L);
  }

  @Test
  void refusesRowsThatBreakAConstraint() {
    Row nameless = RowFactory.create(null, 1L, 0L, "time", "x", 1L, "time");
    Transaction commit = warehouse.begin(TABLE, STEP, 1);

    assertThatThrownBy(() -> commit.add(rows(List.of(nameless))))
        .hasStackTraceContaining("NOT NULL constraint violated for column: source_file");
  }

  private void committed(long version, Dataset<Row> rows) {
    Transaction commit = warehouse.begin(TABLE, STEP, version);
    commit.add(rows);
    commit.commit();
  }

  private Dataset<Row> lines(int... numbers) {
    return rows(
        IntStream.of(numbers)
            .mapToObj(line -> RowFactory.create("a.log", (long) line, 0L, "time", "x", 1L, "time"))
            .toList());
  }

  private Dataset<Row> rows(List<Row> rows) {
    StructType nullable = warehouse.read(TABLE).schema().asNullable();
    return warehouse.spark().createDataFrame(rows, nullable);
  }

  private List<Long> seen() {
    return warehouse.read(TABLE).select("source_line").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  /** How many commits followed the one that made the table. */
  private long commits() {
    return SharedSpark.delta(warehouse, TABLE).history().count() - 1;
  }

  /** A row of rejected_lines as Spark holds it inside. */
  public static InternalRow rejectedLine(long line, long batch) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString("a.log"),
          line,
          0L,
          UTF8String.fromString("time"),
          UTF8String.fromString("x"),
          batch,
          UTF8String.fromString("time")
        });
  }
}
