package org.tlssunset.notebook;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;
import org.tlssunset.query.Statement;
import org.tlssunset.query.Suggestion;

/**
 * The Jupyter kernel: the one class that knows Jupyter's library. A cell is what {@link Cells}
 * makes of it; each of its results is shown below it.
 */
public final class SqlKernel extends BaseKernel {

  private static final LanguageInfo LANGUAGE =
      new LanguageInfo("sql", "", "text/x-sql", ".sql", "sql", "sql", null);

  private final Cells cells;
  private final Consumer<DisplayData> shown;

  /**
   * @param cells computes what is typed
   * @param version the program's
   */
  public SqlKernel(Cells cells, String version) {
    this(cells, version, null);
  }

  /**
   * @param shown takes each result of a cell but its last; null: Jupyter does
   */
  public SqlKernel(Cells cells, String version, @Nullable Consumer<DisplayData> shown) {
    super(
        "tls-sunset",
        version,
        LANGUAGE,
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        new MagicParser("(?!)", "(?!)", new MagicTranspiler()), // the cells read their own lines
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.cells = cells;
    this.shown = shown == null ? io.display::display : shown;
  }

  /**
   * Does what Jupyter asks for, until it wants no more.
   *
   * @param connection the text of the file in which Jupyter says where it listens
   */
  public void serve(String connection) throws GeneralSecurityException {
    JupyterConnection jupyter = new JupyterConnection(KernelConnectionProperties.parse(connection));
    becomeHandlerForConnection(jupyter);
    onStartup();
    jupyter.connect();
    jupyter.waitUntilClose();
  }

  @Override
  public @Nullable Object evalRaw(String code) {
    return eval(code);
  }

  @Override
  public @Nullable DisplayData eval(String code) {
    List<DisplayData> results = new ArrayList<>();
    cells.run(
        code,
        result -> {
          results.forEach(shown);
          results.clear();
          results.add(shown(result));
        });
    return results.isEmpty() ? null : results.get(0);
  }

  private static DisplayData shown(CellResult result) {
    DisplayData data = new DisplayData(result.text());
    String html = result.html();
    if (html != null) {
      data.putHTML(html);
    }
    String chart = result.chart();
    if (chart != null) {
      data.putData(Chart.MIME_TYPE, JsonParser.parseString(chart));
    }
    return data;
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String word = Suggestion.word(code.substring(0, end));
    return new DisplayData(cells.help(word.substring(word.lastIndexOf('.') + 1)));
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    String word = Suggestion.word(code.substring(0, at));
    String lower = word.toLowerCase(Locale.ROOT);
    List<String> next =
        Suggestion.at(code.substring(0, at - word.length()), word, code)
            .map(Suggestion::text)
            .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(lower))
            .distinct()
            .toList();
    return new ReplacementOptions(next, at - word.length(), at);
  }

  @Override
  public String isComplete(String code) {
    List<Statement> typed = Statement.all(Cell.of(code).sql());
    return typed.isEmpty() || typed.get(typed.size() - 1).isWhole()
        ? IS_COMPLETE_YES
        : IS_COMPLETE_MAYBE;
  }

  @Override
  public void interrupt() {
    cells.cancel();
  }

  @Override
  public List<String> formatError(Throwable failure) {
    return Arrays.asList(cells.told(failure).split("\n"));
  }
}
