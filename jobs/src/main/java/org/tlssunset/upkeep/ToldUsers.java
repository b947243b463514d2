package org.tlssunset.upkeep;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Takes who signed in out of {@code outreach_letters}, as far as names are not to be kept. Letters
 * stay and count; whose such an entry was, nobody knows any more.
 */
public final class ToldUsers {

  /** In the table's log: how users are called in its rows, as {@code Identity} has it. */
  private static final String NAMED_BY = "tlsSunset.identity";

  /** Marks the commits of users who are called otherwise. */
  private static final String MARK = "tls-sunset-told-users";

  private static final String NAMED = "user_name IS NOT NULL";

  /** What tells of a person where somebody signed in. */
  private static final List<String> NAMES =
      List.of("party", "client", "host_name", "client_name", "user_name");

  private final Warehouse warehouse;

  public ToldUsers(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Takes out those of old letters, and gives a sentence if there were any.
   *
   * @param first the first day that keeps names
   */
  Optional<String> remove(LocalDate first) {
    String old = "(%s AND sent_on < %s)".formatted(NAMED, Sql.day(first));
    long rows = warehouse.read(Tables.OUTREACH_LETTERS).where(old).count();
    if (rows == 0) {
      return Optional.empty();
    }
    Transaction commit =
        warehouse.begin(
            Tables.OUTREACH_LETTERS,
            Warehouse.USERS,
            Retention.mark(warehouse, Tables.OUTREACH_LETTERS, Warehouse.USERS, first));
    unname(commit, old);
    commit.commit();
    return Optional.of(
        "%s: who signed in taken out of %,d rows of before %s"
            .formatted(Tables.OUTREACH_LETTERS, rows, first));
  }

  /**
   * Takes out all, if users are called otherwise than they were when this was asked last.
   *
   * @param identity how they are called; names as logged are an empty text
   * @return whether they are
   */
  public boolean follow(String identity) {
    if (identity.equals(warehouse.domain(Tables.OUTREACH_LETTERS, NAMED_BY).orElse(""))) {
      return false;
    }
    Transaction commit = warehouse.begin(Tables.OUTREACH_LETTERS, MARK, System.currentTimeMillis());
    if (warehouse.size(Tables.OUTREACH_LETTERS).files() > 0) {
      unname(commit, NAMED);
    }
    commit.domain(NAMED_BY, identity);
    commit.commitAlways();
    return true;
  }

  private void unname(Transaction commit, String rows) {
    Dataset<Row> unnamed = warehouse.read(Tables.OUTREACH_LETTERS).where(rows);
    for (String name : NAMES) {
      unnamed = unnamed.withColumn(name, functions.lit(null).cast("string"));
    }
    commit.add(unnamed);
    commit.remove(rows);
  }
}
