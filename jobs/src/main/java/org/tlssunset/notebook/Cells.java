package org.tlssunset.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.Diagnosis;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.query.Answer;
import org.tlssunset.query.QueryFailure;
import org.tlssunset.query.QueryPlace;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.shell.Help;

/** Computes what is typed into cells, one after the other. */
public final class Cells {

  /** Runs a command of the program that only reads. */
  public interface Commands {

    /**
     * Runs it.
     *
     * @param arguments the command, and what follows it
     * @return its exit code
     */
    int run(List<String> arguments, PrintWriter out, PrintWriter err);
  }

  private static final String WAREHOUSE = "warehouse";
  private static final String CHART = "chart";
  private static final String CSV = "csv";
  private static final String HELP = "help";
  private static final String PROGRAM = "tls-sunset";
  private static final List<String> KINDS = List.of(WAREHOUSE, CHART, CSV, HELP, PROGRAM);

  /** The commands that a notebook may run: they only read. */
  private static final List<String> READING = List.of("plan", "changes", "proof", "status");

  private final Function<String, SqlSession> open;
  private final Commands commands;
  private String warehouse;
  private @Nullable SqlSession session;
  private volatile boolean isCancelled;

  /**
   * @param open opens the warehouse in a folder
   * @param commands the program's
   * @param warehouse the one that cells are about which name none; empty if there is none
   */
  public Cells(Function<String, SqlSession> open, Commands commands, String warehouse) {
    this.open = open;
    this.commands = commands;
    this.warehouse = warehouse;
  }

  /** Computes a cell, and hands on each of its results. */
  void run(String typed, Consumer<CellResult> shown) {
    isCancelled = false;
    Cell cell = Cell.of(typed);
    Chart chart = null;
    for (String line : cell.lines()) {
      List<String> words = Cell.words(line);
      String kind = words.isEmpty() ? "" : words.get(0);
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      switch (kind) {
        case WAREHOUSE -> open(rest);
        case CHART -> chart = Chart.of(rest);
        case CSV -> shown.accept(CellResult.of(add(rest)));
        case HELP -> shown.accept(CellResult.of(help(rest.isEmpty() ? "" : rest.get(0))));
        case PROGRAM -> shown.accept(CellResult.of(told(rest)));
        default ->
            throw new UsageException(
                "%%%s is not understood%s: there are %s"
                    .formatted(
                        kind,
                        Nearest.meant(kind, KINDS)
                            .map(", %%%s was probably meant"::formatted)
                            .orElse(""),
                        KINDS.stream().map(each -> "%" + each).collect(Collectors.joining(", "))));
      }
    }
    List<Statement> queries = Statement.all(cell.sql());
    for (Statement query : queries) {
      boolean isLast = query == queries.get(queries.size() - 1);
      answer(query, isLast ? chart : null, shown);
    }
  }

  private void open(List<String> words) {
    if (words.size() != 1) {
      throw new UsageException("name the folder of the tables: %warehouse /data/tls");
    }
    warehouse = words.get(0);
    session = open.apply(warehouse);
  }

  private String add(List<String> words) {
    if (words.size() != 2) {
      throw new UsageException("name a table and its file: %csv assets assets.csv");
    }
    return session().add(words.get(0), Path.of(words.get(1)));
  }

  private SqlSession session() {
    SqlSession opened = session;
    if (opened == null) {
      if (warehouse.isEmpty()) {
        throw new UsageException("name the folder of the tables first: %warehouse /data/tls");
      }
      opened = open.apply(warehouse);
      session = opened;
    }
    return opened;
  }

  private void answer(Statement query, @Nullable Chart chart, Consumer<CellResult> shown) {
    try {
      Answer answer = session().ask(query);
      answer.doubts().forEach(doubt -> shown.accept(CellResult.of(doubt)));
      Iterator<List<@Nullable Object>> values = answer.values();
      if (chart == null) {
        TableCell table = TableCell.of(answer.columns(), values, TableCell.MOST_ROWS);
        shown.accept(new CellResult(table.text(), table.html(), null));
      } else {
        TableCell table = TableCell.of(answer.columns(), values, Chart.MOST_ROWS);
        if (table.hasMore()) {
          throw new UsageException(
              "a chart shows %,d rows at most: group or limit them".formatted(Chart.MOST_ROWS));
        }
        shown.accept(
            new CellResult(table.text(), null, chart.json(answer.rows().schema(), table.rows())));
      }
    } catch (UsageException e) {
      throw e;
    } catch (Exception e) {
      throw isCancelled
          ? new UsageException("cancelled", e)
          : QueryFailure.of(e, query)
              .<RuntimeException>map(failure -> failure)
              .orElseGet(() -> new IllegalStateException(e));
    }
  }

  /** What a command says, behind what it warns of if it did not do all. */
  private String told(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    if (!READING.contains(command)) {
      throw new UsageException(
          "a notebook only reads: %%tls-sunset runs %s".formatted(String.join(", ", READING)));
    }
    session();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        commands.run(
            Stream.concat(
                    Stream.of(command, "--warehouse", warehouse),
                    arguments.subList(1, arguments.size()).stream())
                .toList(),
            HarmlessText.on(out),
            HarmlessText.on(err));
    String answer = out.toString().stripTrailing();
    if (exitCode != 0 && answer.isEmpty()) {
      throw new UsageException(err.toString().strip().replaceFirst("^tls-sunset: ", ""));
    }
    return exitCode == 0 ? answer : err.toString() + answer;
  }

  /**
   * What a name means; of none, what there is.
   *
   * @param name in any case
   */
  String help(String name) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    if (name.isEmpty()) {
      out.println("A cell holds queries, with a semicolon between them; lines before them may be");
      out.println("  %warehouse PATH  the folder of the tables, from here on");
      out.println("  " + Chart.USAGE);
      out.println("  %csv NAME FILE   a CSV file of your own, as a table of that name");
      out.println("  %help [NAME]     what a table, a view, a function or a column means");
      out.println(
          "  %help questions  what people ask first, with the queries; questions 3 answers the third");
      out.println("  %tls-sunset COMMAND …  " + String.join(", ", READING));
      out.println();
      new Help(out).ofRelations();
    } else {
      new Help(out).of(name);
    }
    return text.toString().stripTrailing();
  }

  /** Ends the query that runs. */
  void cancel() {
    SqlSession opened = session;
    isCancelled = true;
    if (opened != null) {
      opened.cancel();
    }
  }

  /** What went wrong, in a sentence, with the place in the query above it if it is known. */
  String told(Throwable failure) {
    if (failure instanceof QueryFailure wrong) {
      QueryPlace place = wrong.place();
      return place == null ? wrong.sentence() : place.text() + "\n" + wrong.sentence();
    }
    return Diagnosis.of(failure, List.of(warehouse), false).sentence();
  }
}
