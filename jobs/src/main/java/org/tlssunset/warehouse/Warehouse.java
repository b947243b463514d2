package org.tlssunset.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tlssunset.location.Location;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.delta.LastCommit;
import org.tlssunset.warehouse.delta.PlainTable;
import org.tlssunset.warehouse.delta.PlainTables;
import org.tlssunset.warehouse.delta.RowType;
import org.tlssunset.warehouse.delta.StoredTable;
import org.tlssunset.warehouse.delta.TableFiles;
import org.tlssunset.warehouse.delta.TableState;
import org.tlssunset.warehouse.delta.Transaction;

/** The folder that holds the tables, each as a Delta table in the folder of its name. */
public final class Warehouse {

  /**
   * Marks the removal of what is older than it is to be kept: {@code txnVersion} is the first day
   * that stays, in days since 1970.
   */
  public static final String RETENTION = "tls-sunset-retention";

  /**
   * Marks that who signed in was taken out of old rows: {@code txnVersion} is the first day of
   * which it is kept, in days since 1970.
   */
  public static final String USERS = "tls-sunset-users";

  /** So many data files of a table are opened faster than they are packed together. */
  private static final long MOST_FILES = 50;

  /** So many bytes of a table are read sooner than Spark has started. */
  public static final long SMALL_TABLE = 32L << 20;

  private final Supplier<SparkSession> start;
  private final String root;
  private final @Nullable PlainTables plain;

  /** What others did to the tables until then has been seen; milliseconds since 1970. */
  private long lookedAt = System.currentTimeMillis();

  private volatile @Nullable SparkSession spark;
  private @Nullable Claim claim;

  /**
   * @param root the folder; local or with a Hadoop scheme
   */
  public Warehouse(SparkSession spark, String root) {
    this(() -> spark, root);
    this.spark = spark;
  }

  /**
   * A warehouse that starts Spark only when it is needed. Until then, tables on the local disk are
   * asked, and small ones read, without it.
   *
   * @param start starts it
   * @param root the folder; local or with a Hadoop scheme
   */
  public Warehouse(Supplier<SparkSession> start, String root) {
    this.start = start;
    Optional<Path> local = Location.local(root);
    // Delta takes a path that is not absolute for a table's name.
    String absolute = local.map(Path::toString).orElse(root);
    this.root = absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1) : absolute;
    plain = local.isPresent() ? new PlainTables(LocalDisk::settings) : null;
  }

  /** The session that reads and writes it; started now, if it was not yet. */
  public synchronized SparkSession spark() {
    SparkSession session = spark;
    if (session == null) {
      session = start.get();
      spark = session;
    }
    return session;
  }

  /** A table that can be asked without Spark, which has not started yet. */
  private Optional<PlainTable> plain(Table table) {
    return spark != null || plain == null ? Optional.empty() : plain.at(path(table));
  }

  private StoredTable stored(Table table) {
    return StoredTable.at(spark(), path(table), lookedAt, this::beforeCommit);
  }

  private TableState state(Table table) {
    Optional<PlainTable> unstarted = plain(table);
    return unstarted.isPresent() ? unstarted.get() : stored(table);
  }

  private Configuration hadoop() {
    return spark == null && plain != null
        ? plain.hadoop()
        : spark().sparkContext().hadoopConfiguration();
  }

  /**
   * Takes the warehouse for this run, as soon as no other has it, and sees what others have done
   * until then. From here on, every commit makes sure that it still is ours.
   *
   * @param command what it is taken for, to be told to others
   * @param wait how long to wait for another run to end
   * @param waiting told whom the run waits for, every few seconds
   * @return to be closed when the run has ended; a process that dies gives it back by that
   * @throws ClaimedException if another run still holds it then
   */
  public Claim claim(String command, Duration wait, Consumer<String> waiting) {
    claim = Claim.take(claimFiles(), Claim.Terms.USUAL, root, command, wait, waiting);
    look();
    return claim;
  }

  ClaimFiles claimFiles() {
    String folder = root + "/" + ClaimFiles.FOLDER;
    try {
      return Location.local(root).isPresent()
          ? new LocalClaimFiles(Path.of(folder))
          : new HadoopClaimFiles(folder, hadoop());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called right before each commit: fails if the warehouse is no longer this run's. */
  void beforeCommit() {
    if (claim != null) {
      claim.confirm();
    }
  }

  /** The folder of a table. */
  public String path(Table table) {
    return root + "/" + table.name();
  }

  /**
   * What a small file of the warehouse holds; empty if it is not there.
   *
   * @param name below the warehouse
   */
  public Optional<String> text(String name) throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root, name);
    try (InputStream bytes = file.getFileSystem(hadoop()).open(file)) {
      return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Writes a small file of the warehouse, whole or not at all. */
  public void write(String name, String text) throws IOException {
    try (WholeFile file = WholeFile.in(root, name, this::hadoop)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  /** Whether the table has been made. */
  public boolean has(Table table) {
    org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(path(table), "_delta_log");
    try {
      FileSystem store = log.getFileSystem(hadoop());
      return store.exists(log) && store.listStatusIterator(log).hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sees what others have done to the tables until now. Without it, a warehouse knows of what they
   * did before it was opened, and of what it did itself: looking lists a table's log, a file for
   * each commit of a month, which took a third of a small night.
   */
  public void look() {
    lookedAt = System.currentTimeMillis();
    if (plain != null) {
      plain.look();
    }
  }

  /** The table's rows as they were at the last {@link #look}, and were changed since by us. */
  public Dataset<Row> read(Table table) {
    return stored(table).rows();
  }

  /**
   * Some columns of all rows of a table, without a Spark job where that is quicker. Times are
   * instants; columns that an older table lacks are null.
   */
  public Iterator<Row> rows(Table table, List<String> columns) {
    List<Row> rows = new ArrayList<>();
    boolean isRead = small(table).map(small -> small.read(columns, rows::add)).orElse(false);
    return isRead ? rows.iterator() : stored(table, columns);
  }

  /**
   * The same for whoever needs no row after the next.
   *
   * @param taker is given each row
   */
  public void rows(Table table, List<String> columns, Consumer<Row> taker) {
    if (!small(table).map(small -> small.read(columns, taker)).orElse(false)) {
      stored(table, columns).forEachRemaining(taker);
    }
  }

  /** To plan a query takes Spark longer than to read a small table takes, cold as a night is. */
  private Optional<PlainTable> small(Table table) {
    if (plain == null || size(table).bytes() > SMALL_TABLE) {
      return Optional.empty();
    }
    return spark == null ? plain.at(path(table)) : plain.newest(path(table));
  }

  private Iterator<Row> stored(Table table, List<String> columns) {
    Dataset<Row> stored = read(table);
    Set<String> there = Set.of(stored.columns());
    return stored
        .select(
            columns.stream()
                .map(
                    column ->
                        there.contains(column)
                            ? functions.col(column)
                            : functions.lit(null).as(column))
                .toArray(Column[]::new))
        .toLocalIterator();
  }

  /**
   * Some columns of a table's rows as they were at a {@link #revision}, all in memory.
   *
   * @param present rows that have something in this column, one of the others
   * @return empty if its log no longer tells, or its data files are no longer there
   */
  public Optional<List<Row>> rowsAt(
      Table table, long revision, List<String> columns, String present) {
    return plain != null
        ? plain.rowsAt(path(table), revision, columns, present)
        : stored(table).rowsAt(revision, columns, present);
  }

  /** The number of the table's newest commit. */
  public long revision(Table table) {
    return state(table).revision();
  }

  /** What a table's current rows take. */
  public TableState.Size size(Table table) {
    return state(table).size().orElseGet(() -> stored(table).size().orElseThrow());
  }

  /** The type of a table's rows. */
  public static StructType type(Table table) {
    return RowType.of(table.columns());
  }

  /**
   * Makes the tables that are missing, and gives those of an older version the columns that were
   * added since.
   *
   * @throws IllegalStateException if a newer version made one
   */
  public void createMissing() {
    new MissingTables(this).create();
  }

  /**
   * Lets no table of a newer version be taken for one that is understood; older ones can be read.
   *
   * @param tables tables that are there
   * @throws IllegalStateException if a newer version made one
   */
  public void refuseNewer(List<Table> tables) {
    for (Table table : tables) {
      if (version(table) > table.version()) {
        throw new IllegalStateException(
            "%s was made by a newer tls-sunset (table version %d, this one knows %d): use that one"
                .formatted(path(table), version(table), table.version()));
      }
    }
  }

  /**
   * The version that an application marked the table's last commit of its own with.
   *
   * @param application the {@code txnAppId} that its commits carry
   * @return empty if it has committed nothing
   */
  public OptionalLong lastTransaction(Table table, String application) {
    return state(table).lastTransaction(application);
  }

  /**
   * What the table's newest commits say of a domain of ours, as Delta's domain metadata.
   *
   * @return empty if none has said anything
   */
  public Optional<String> domain(Table table, String domain) {
    return state(table).domain(domain);
  }

  /**
   * Makes sure that the last commit of each table is all there.
   *
   * @throws DamagedException if one is not
   */
  public void refuseDamaged() {
    for (Table table : Tables.all()) {
      try {
        LastCommit.refuseDamaged(path(table), hadoop());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The first day whose rows are all there; empty if none were removed for their age.
   *
   * @param table one that {@link #RETENTION} marks
   */
  public Optional<LocalDate> firstDayKept(Table table) {
    OptionalLong day = lastTransaction(table, RETENTION);
    return day.isPresent() ? Optional.of(LocalDate.ofEpochDay(day.getAsLong())) : Optional.empty();
  }

  /**
   * Takes back what an application committed after the given transaction, and whatever anyone did
   * since; marks stay, domains are as they were. Does nothing where that has been done.
   *
   * @param transaction the {@code txnVersion} of the last commit that stays; what came before the
   *     first stays too
   */
  public void undoAfter(Table table, String application, long transaction) {
    stored(table).undoAfter(table, application, transaction);
  }

  /**
   * Makes a table what it was before an application committed something after the given
   * transaction, its marks with it: unlike {@link #undoAfter}, as if nothing had come since.
   */
  public void returnTo(Table table, String application, long transaction) {
    stored(table).returnTo(table, application, transaction);
  }

  /** Whether an application committed something after the given transaction that still stands. */
  public boolean holdsAfter(Table table, String application, long transaction) {
    return stored(table).holdsAfter(application, transaction);
  }

  /** The table's rows without what {@link #undoAfter} would take back. */
  public Dataset<Row> readBefore(Table table, String application, long transaction) {
    return stored(table).rowsBefore(application, transaction);
  }

  /**
   * Begins a commit.
   *
   * @param application the {@code txnAppId} that marks it
   * @param transaction the {@code txnVersion} that marks it
   */
  public Transaction begin(Table table, String application, long transaction) {
    return stored(table).begin(table, application, transaction);
  }

  /** The files that a table is kept in now. */
  public TableFiles files(Table table) {
    return stored(table).files();
  }

  /**
   * Packs a table's data files together if many nights have left many small ones. Does not pay
   * where reading the table was not slow: for observations it would cost a backfill as much as
   * reading the logs does.
   */
  public void pack(Table table) {
    if (size(table).files() > MOST_FILES) {
      files(table).pack(MOST_FILES);
    }
  }

  /** The version of the table's columns as it is stored, see {@link Table#version}. */
  public int version(Table table) {
    return state(table).version();
  }

  /** Gives a table that an older version made the columns that were added since. */
  void upgrade(Table table) {
    if (version(table) < table.version()) {
      stored(table).upgrade(table, path(table));
    }
  }
}
