package org.tlssunset.export;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.letters.FolderName;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.outreach.owners.Owners;

/** Rows in a file for each owner, by the names that the owners' folders of letters have. */
final class OwnerFiles implements RowFile {

  /** The rows of nobody, a name that no owner's file has. */
  private static final String UNOWNED = "_unowned";

  /** Begins a file of a name without its ending. */
  interface Beginning {
    RowFile file(String name) throws IOException;
  }

  private final Owners owners;
  private final RowSubject subjects;
  private final Beginning beginning;
  private final TreeMap<String, RowFile> files = new TreeMap<>();

  OwnerFiles(Owners owners, RowSubject subjects, Beginning beginning) {
    this.owners = owners;
    this.subjects = subjects;
    this.beginning = beginning;
  }

  /** How many there are so far. */
  int count() {
    return files.size();
  }

  @Override
  public void row(List<? extends @Nullable Object> values) throws IOException {
    String name =
        owners.of(subjects.of(values)).map(Owner::name).map(FolderName::of).orElse(UNOWNED);
    RowFile file = files.get(name);
    if (file == null) {
      file = beginning.file(name);
      files.put(name, file);
    }
    file.row(values);
  }

  @Override
  public void commit() throws IOException {
    for (RowFile file : files.values()) {
      file.commit();
    }
  }

  @Override
  public void close() throws IOException {
    for (RowFile file : files.values()) {
      file.close();
    }
  }
}
