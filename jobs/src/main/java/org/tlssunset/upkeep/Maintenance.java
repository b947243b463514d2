package org.tlssunset.upkeep;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.TableState;

/**
 * Keeps a warehouse in order. What readers see is the same before and after, except for what is
 * older than it is to be kept; done twice, the second time changes nothing.
 *
 * <p>The rollups have to be up to date: days are removed that they have been counted from.
 */
public final class Maintenance {

  /** Marks commits of nothing, that a table's log may begin with; the version is when. */
  private static final String MARK = "tls-sunset-maintain";

  /** Of files larger than this, a table is read as fast as its disk allows. */
  private static final long SMALL_FILE = 32L << 20;

  /** So many small files do no harm. */
  private static final long FEW_FILES = 8;

  private final Warehouse warehouse;
  private final RetentionSettings keep;
  private final LocalDate today;

  /**
   * @param today the UTC day that ages are counted from
   */
  public Maintenance(Warehouse warehouse, RetentionSettings keep, LocalDate today) {
    this.warehouse = warehouse;
    this.keep = keep;
    this.today = today;
  }

  /**
   * Removes what is too old.
   *
   * @return what was done, a sentence for each table that has changed
   */
  public List<String> removeOld() {
    return new Retention(warehouse, keep, today).run();
  }

  /**
   * Packs small files together, and deletes files and entries of the tables' logs that no reader
   * needs any more.
   *
   * @return what was done, a sentence for each table that has changed
   */
  public List<String> tidy() {
    return Tables.all().stream().map(this::tidy).filter(done -> !done.isEmpty()).toList();
  }

  /** A sentence on what was done; empty if nothing was. */
  private String tidy(Table table) {
    List<String> steps = new ArrayList<>();
    TableState.Size before = warehouse.size(table);
    if (before.files() > FEW_FILES && before.bytes() / before.files() < SMALL_FILE) {
      warehouse.files(table).pack(FEW_FILES);
      steps.add(
          "%,d files packed into %,d".formatted(before.files(), warehouse.size(table).files()));
    }
    long deleted = warehouse.files(table).vacuum(keep.oldFiles());
    if (deleted > 0) {
      steps.add("%,d files deleted that nothing needs any more".formatted(deleted));
    }
    if (warehouse.files(table).endsWithRemoval()) {
      // A log begins with a commit that tells of nobody.
      warehouse.begin(table, MARK, System.currentTimeMillis()).commitAlways();
    }
    long commits = warehouse.files(table).trimLog(keep.oldFiles());
    if (commits > 0) {
      steps.add("%,d old commits deleted".formatted(commits));
    }
    return steps.isEmpty() ? "" : table.name() + ": " + String.join(", ", steps);
  }
}
