package org.tlssunset.servers.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.csv.CsvColumns;

/**
 * A row that PowerShell exported, from CSV or JSON, in one of two forms. Names of columns know
 * neither case nor blanks.
 *
 * <ul>
 *   <li>A row for each value: the key's path in {@code Path}, {@code PSPath} or {@code Key}, the
 *       value's name in {@code Name} or {@code Property}, the data in {@code Value} or {@code
 *       Data}; {@code Type} or {@code Kind} may say the type. The rows of a key are all of its
 *       values. A row without a name says that the key and all below it were gone through. A name
 *       without data says that there is no such value.
 *   <li>A row for each key, as {@code Get-ItemProperty … | Select-Object PSPath, Enabled,
 *       DisabledByDefault} gives it: the path, and a column for each value that was asked for; an
 *       empty field says that the value is absent. Of other values nothing is known, unless it is
 *       JSON of all that {@code Get-ItemProperty} gives, {@code PSProvider} and the like included.
 * </ul>
 *
 * <p>Where no type is told, numbers are REG_DWORD; of texts CSV cannot tell numbers, JSON can.
 *
 * <p>The server is in {@code PSComputerName}, {@code ComputerName}, {@code MachineName} or {@code
 * Server}, or in none.
 */
final class ExportRow {

  private static final List<String> SERVER =
      List.of("pscomputername", "computername", "machinename", "server", "servername");
  private static final List<String> PATH =
      List.of("path", "pspath", "key", "keypath", "registrykey");
  private static final List<String> NAME = List.of("name", "property", "valuename");
  private static final List<String> DATA = List.of("value", "data");
  private static final List<String> TYPE = List.of("type", "kind", "valuekind", "valuetype");

  private static final Set<String> POWERSHELL =
      Set.of(
          "pspath",
          "psparentpath",
          "pschildname",
          "psdrive",
          "psprovider",
          "runspaceid",
          "psshowcomputername",
          "psiscontainer");

  private final Map<String, Cell> cells;
  private final Map<String, Cell> byKey = new HashMap<>();

  private ExportRow(Map<String, Cell> cells) {
    this.cells = cells;
    cells.forEach((column, cell) -> byKey.putIfAbsent(CsvColumns.key(column), cell));
  }

  /** Whether rows of these columns are of one of the forms. */
  static boolean fits(List<String> columns) {
    List<String> keys = columns.stream().map(CsvColumns::key).toList();
    return PATH.stream().anyMatch(keys::contains) && columns.size() > 1;
  }

  /** Takes what a row says. */
  static void take(Map<String, Cell> cells, long line, FileFacts facts) {
    new ExportRow(cells).take(line, facts);
  }

  private void take(long line, FileFacts facts) {
    Optional<String> path =
        PATH.stream()
            .flatMap(column -> Optional.ofNullable(byKey.get(column)).stream())
            .flatMap(cell -> RegistryPath.of(cell.text()).stream())
            .findFirst();
    if (path.isEmpty()) {
      facts.unread(line, "names no key of a registry: give its path, HKLM:\\SYSTEM\\…");
      return;
    }
    RegistryDraft draft = facts.of(text(SERVER)).registry;
    Cell data = find(DATA);
    if (data != null && find(NAME) != null) {
      takeValue(path.get(), data, draft, line, facts);
    } else {
      takeKey(path.get(), draft, line, facts);
    }
  }

  private void takeValue(String path, Cell data, RegistryDraft draft, long line, FileFacts facts) {
    String name = text(NAME);
    draft.wholeKey(path);
    if (name.isBlank()) {
      draft.wholeTree(path);
    } else if (data.kind() == Cell.Kind.NOTHING && text(TYPE).isBlank()) {
      draft.noValue(path, name);
    } else {
      String type = text(TYPE);
      put(
          path,
          isDefault(name) ? "" : name,
          type.isBlank() ? data.value() : ValueType.ofText(type).flatMap(data::value),
          draft,
          line,
          facts);
    }
  }

  private void takeKey(String path, RegistryDraft draft, long line, FileFacts facts) {
    if (byKey.getOrDefault("psprovider", Cell.NOTHING).kind() == Cell.Kind.OTHER) {
      draft.wholeKey(path);
    } else {
      draft.key(path);
    }
    cells.forEach(
        (column, cell) -> {
          String key = CsvColumns.key(column);
          if (POWERSHELL.contains(key) || SERVER.contains(key) || PATH.contains(key)) {
            return;
          }
          String name = isDefault(column) ? "" : column;
          if (cell.kind() == Cell.Kind.NOTHING) {
            draft.noValue(path, name);
          } else {
            put(path, name, cell.value(), draft, line, facts);
          }
        });
  }

  private static void put(
      String path,
      String name,
      Optional<RegistryValue> value,
      RegistryDraft draft,
      long line,
      FileFacts facts) {
    if (value.isPresent()) {
      draft.value(path, name, value.get());
    } else {
      draft.unreadable(path, name);
      if (RegistryPath.isKept(RegistryPath.id(path))) {
        facts.unread(
            line, "has no data for '%s' that can be read: export it again".formatted(name));
      }
    }
  }

  private static boolean isDefault(String name) {
    return name.equalsIgnoreCase("(default)");
  }

  private @Nullable Cell find(List<String> columns) {
    for (String column : columns) {
      Cell cell = byKey.get(column);
      if (cell != null) {
        return cell;
      }
    }
    return null;
  }

  /** The text of the first of these columns that has one; empty if none has. */
  private String text(List<String> columns) {
    return columns.stream()
        .map(column -> byKey.getOrDefault(column, Cell.NOTHING).text())
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }
}
