package org.tlssunset.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.Nearest;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.console.Progress;
import org.tlssunset.console.RowOutput;
import org.tlssunset.query.Answer;
import org.tlssunset.query.NumberedQuestion;
import org.tlssunset.query.QueryFailure;
import org.tlssunset.query.QueryPlace;
import org.tlssunset.query.SqlSession;
import org.tlssunset.query.Statement;
import org.tlssunset.schema.Question;

/** The shell of {@code sql}: reads what is typed, answers, and waits for more. */
public final class Shell {

  /** Prints the line of a log behind a row. */
  public interface Proofs {

    /**
     * Prints it.
     *
     * @param name {@code FILE:LINE}
     * @throws UsageException if there is none
     */
    void print(String name, PrintWriter out) throws Exception;
  }

  /** What runs when nothing is typed. */
  private static final String PROMPT = "sql> ";

  private static final String GOES_ON = "  -> ";

  private final Terminal terminal;
  private final LineReader reader;
  private final SqlSession session;
  private final Proofs proofs;
  private final Progress progress;
  private final AtomicBoolean isCancelled = new AtomicBoolean();

  private RowOutput.Format format;
  private boolean isTimed = true;
  private @Nullable String pager;

  /**
   * @param history where what is typed is remembered; null: nowhere
   * @param format what answers look like until it is said otherwise
   */
  public Shell(
      Terminal terminal,
      @Nullable Path history,
      SqlSession session,
      Proofs proofs,
      RowOutput.Format format,
      Progress progress) {
    this.terminal = terminal;
    this.session = session;
    this.proofs = proofs;
    this.format = format;
    this.progress = progress;
    pager = PagedWriter.fromEnvironment(System.getenv("PAGER"), System.getenv("PATH"));
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("tls-sunset")
            .terminal(terminal)
            .parser(new TypedStatements())
            .completer(new Completion())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, GOES_ON)
            .variable(LineReader.INDENTATION, 2)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    reader = builder.build();
    terminal.handle(
        Terminal.Signal.INT,
        signal -> {
          isCancelled.set(true);
          session.cancel();
        });
  }

  /** Until whoever types has enough. */
  public void run() throws IOException {
    while (true) {
      String typed;
      try {
        typed = reader.readLine(PROMPT);
      } catch (UserInterruptException e) {
        continue; // what was typed is dropped
      } catch (EndOfFileException e) {
        return;
      }
      isCancelled.set(false);
      ShellCommand command = ShellCommand.of(typed).orElse(null);
      if (command == ShellCommand.QUIT) {
        return;
      }
      try {
        if (command == null) {
          for (Statement query : Statement.all(typed)) {
            answer(query);
          }
        } else {
          command(command, ShellCommand.rest(typed));
        }
      } catch (UsageException | FailedException e) {
        say(e.getMessage());
      } catch (Exception e) {
        say(isCancelled.get() ? "cancelled" : String.valueOf(e.getMessage()));
      }
    }
  }

  private void command(ShellCommand command, String rest) throws Exception {
    switch (command) {
      case HELP -> paged(out -> help(rest, out));
      case QUESTIONS -> {
        if (rest.isEmpty()) {
          paged(out -> new Help(out).ofQuestions());
        } else {
          answer(NumberedQuestion.of(rest));
        }
      }
      case TABLES ->
          paged(
              out -> {
                if (rest.isEmpty()) {
                  new Help(out).ofRelations();
                } else {
                  new Help(out).of(rest);
                }
              });
      case PROOF -> {
        PrintWriter out = terminal.writer();
        if (rest.isEmpty()) {
          throw new UsageException("name a line, as legacy_clients.proof has it: proof FILE:LINE");
        }
        proofs.print(rest, out);
        out.flush();
      }
      case CSV -> {
        String[] words = rest.split("\\s+", 2);
        if (words.length < 2) {
          throw new UsageException("type " + command.usage());
        }
        say(session.add(words[0], Path.of(words[1])));
      }
      case FORMAT -> format = RowOutput.Format.valueOf(choice(command, rest));
      case TIMING -> isTimed = choice(command, rest).equals("on");
      case PAGER ->
          pager =
              choice(command, rest).equals("on")
                  ? PagedWriter.fromEnvironment(System.getenv("PAGER"), System.getenv("PATH"))
                  : null;
      case QUIT -> throw new IllegalStateException("the shell is left before");
    }
  }

  private static String choice(ShellCommand command, String word) {
    if (command.choices().contains(word)) {
      return word;
    }
    throw new UsageException(
        "type %s%s"
            .formatted(
                command.usage(),
                Nearest.meant(word, command.choices())
                    .map("; %s was probably meant"::formatted)
                    .orElse("")));
  }

  private static void help(String name, PrintWriter out) {
    if (name.isEmpty()) {
      new Help(out).ofShell();
    } else {
      new Help(out).of(name);
    }
  }

  private void answer(Question question) throws Exception {
    new Help(terminal.writer()).ofQuestion(question, false);
    terminal.writer().println();
    answer(Statement.of(question.query()));
    String hint = question.hint();
    if (hint != null && !isCancelled.get()) {
      say(hint);
    }
  }

  private void answer(Statement query) throws Exception {
    long begun = System.nanoTime();
    try {
      Printed printed = progress.during("querying", () -> printed(query));
      if (isTimed) {
        say(
            "%,d %s, %.1f s"
                .formatted(
                    printed.rows,
                    printed.rows == 1 ? "row" : "rows",
                    (printed.at - begun) / 1_000_000_000.0));
      }
    } catch (Exception e) {
      if (isCancelled.get()) {
        say("cancelled after %.1f s".formatted((System.nanoTime() - begun) / 1_000_000_000.0));
        return;
      }
      QueryFailure failure = QueryFailure.of(e, query).orElseThrow(() -> e);
      QueryPlace place = failure.place();
      if (place != null) {
        place.text().lines().forEach(line -> terminal.writer().println("  " + line));
      }
      say(failure.sentence());
    }
  }

  /**
   * An answer that was printed.
   *
   * @param at when the last row was there, as {@link System#nanoTime} has it: whoever reads in a
   *     pager may take long
   */
  private record Printed(long rows, long at) {}

  /** Prints an answer. */
  private Printed printed(Statement query) throws Exception {
    Answer answer = session.ask(query);
    answer.doubts().forEach(this::say);
    Iterator<List<@Nullable Object>> values = answer.values();
    boolean hasRows = values.hasNext();
    progress.step("");
    long[] rows = {0};
    long[] at = {0};
    paged(
        out -> {
          RowOutput output = RowOutput.of(format, answer.columns(), out);
          boolean hasMore = hasRows;
          while (hasMore && !isCancelled.get() && !out.checkError()) {
            output.row(values.next());
            rows[0]++;
            hasMore = values.hasNext();
          }
          output.finish();
          at[0] = System.nanoTime();
        });
    return new Printed(rows[0], at[0]);
  }

  private interface Printing {
    void to(PrintWriter out) throws Exception;
  }

  private void paged(Printing printing) throws Exception {
    try (PagedWriter paged = new PagedWriter(terminal, pager);
        PrintWriter out = new PrintWriter(paged)) {
      printing.to(out);
    }
  }

  /** To whoever types, beside answers. */
  private void say(String sentence) {
    terminal.writer().println(sentence);
    terminal.flush();
  }
}
