package org.tlssunset.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One table of the warehouse: a Delta table in the folder of its name. */
public final class Table {

  private final String name;
  private final int version;
  private final String comment;
  private final List<Column> columns;
  private final Optional<String> day;
  private final boolean isOfMonths;
  private final Kept kept;
  private final List<String> clusteredBy;
  private final List<String> statisticsOn;
  private final Map<String, String> checks;

  private Table(Definition of) {
    name = of.name;
    version = of.version;
    comment = of.comment;
    columns = List.copyOf(of.columns);
    day = of.day;
    isOfMonths = of.isOfMonths;
    kept = of.kept;
    clusteredBy = of.clusteredBy;
    statisticsOn = of.statisticsOn;
    checks = Map.copyOf(of.checks);
  }

  /**
   * Begins a table's definition.
   *
   * @param name the folder's and the SQL name
   * @param version grows with every column that is added, and with every other change that an older
   *     program must not meet; the first is 1
   */
  public static Definition named(String name, int version) {
    return new Definition(name, version);
  }

  /** The folder's and the SQL name. */
  public String name() {
    return name;
  }

  /** The version of its form, from 1. */
  public int version() {
    return version;
  }

  /** One sentence on what a row is. */
  public String comment() {
    return comment;
  }

  /** The columns in the order in which they are stored. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The column that says which UTC day a row belongs to, or the first day of its month; empty if
   * rows have neither.
   */
  public Optional<String> day() {
    return day;
  }

  /** Whether rows are of whole months. */
  public boolean isOfMonths() {
    return isOfMonths;
  }

  /** How long rows stay. */
  public Kept kept() {
    return kept;
  }

  /** The columns that OPTIMIZE sorts by, at most four; may be empty. */
  public List<String> clusteredBy() {
    return clusteredBy;
  }

  /** The columns that files keep minimum and maximum of: those that queries filter by. */
  public List<String> statisticsOn() {
    return statisticsOn;
  }

  /** Constraint name to SQL condition; every row must meet all. */
  public Map<String, String> checks() {
    return checks;
  }

  /** The columns as a DDL list that Spark's {@code StructType.fromDDL} reads, with comments. */
  public String ddl() {
    return Column.ddl(columns);
  }

  /** The names of the columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /** What a table is said to be; what is left out is empty, and rows are kept always. */
  public static final class Definition {

    private final String name;
    private final int version;
    private final Map<String, String> checks = new LinkedHashMap<>();
    private String comment = "";
    private final List<Column> columns = new ArrayList<>();
    private Optional<String> day = Optional.empty();
    private boolean isOfMonths;
    private Kept kept = Kept.ALWAYS;
    private List<String> clusteredBy = List.of();
    private List<String> statisticsOn = List.of();

    private Definition(String name, int version) {
      this.name = name;
      this.version = version;
    }

    /** One sentence on what a row is. */
    public Definition comment(String sentence) {
      comment = sentence;
      return this;
    }

    /** More columns, in the order in which they are stored. */
    public Definition columns(Column... stored) {
      return columns(List.of(stored));
    }

    /** More columns, in the order in which they are stored. */
    public Definition columns(List<Column> stored) {
      columns.addAll(stored);
      return this;
    }

    /** The column that says which UTC day a row belongs to. */
    public Definition days(String column) {
      day = Optional.of(column);
      return this;
    }

    /** The column that holds the first day of the month which a row belongs to. */
    public Definition months(String column) {
      isOfMonths = true;
      return days(column);
    }

    /** How long rows stay. */
    public Definition kept(Kept setting) {
      kept = setting;
      return this;
    }

    /** The columns that OPTIMIZE sorts by, at most four. */
    public Definition clusteredBy(String... names) {
      clusteredBy = List.of(names);
      return this;
    }

    /** The columns that files keep minimum and maximum of. */
    public Definition statisticsOn(String... names) {
      statisticsOn = List.of(names);
      return this;
    }

    /** A condition in SQL that every row must meet. */
    public Definition check(String constraint, String condition) {
      checks.put(constraint, condition);
      return this;
    }

    /** The table. */
    public Table build() {
      return new Table(this);
    }
  }
}
