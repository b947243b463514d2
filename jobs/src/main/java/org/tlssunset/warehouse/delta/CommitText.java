package org.tlssunset.warehouse.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The file of a commit in a table's log, as text: each line is an action, as a JSON object. */
final class CommitText {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String INFO = "commitInfo";
  private static final String TOLD = "userMetadata";

  private CommitText() {}

  /**
   * Whether all is there of what {@link Transaction} says was written.
   *
   * @throws UncheckedIOException if a line is no JSON
   */
  static boolean isAll(Stream<String> lines) {
    int actions = 0;
    Optional<String> told = Optional.empty();
    for (Iterator<String> each = lines.iterator(); each.hasNext(); actions++) {
      try (JsonParser action = JSON.createParser(each.next())) {
        if (action.nextToken() != JsonToken.START_OBJECT) {
          return false;
        }
        String kind = action.nextFieldName();
        if (kind == null) {
          return false; // an object of nothing
        }
        action.nextToken();
        if (kind.equals(INFO)) {
          told = told(action);
        } else {
          action.skipChildren();
        }
        if (action.nextToken() != JsonToken.END_OBJECT || action.nextToken() != null) {
          return false;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return actions > 0 && Commit.isAll(told, actions - 1);
  }

  /** What the commit says of itself; the parser stands behind it then. */
  private static Optional<String> told(JsonParser info) throws IOException {
    Optional<String> told = Optional.empty();
    for (String name = info.nextFieldName(); name != null; name = info.nextFieldName()) {
      info.nextToken();
      if (name.equals(TOLD)) {
        told = Optional.ofNullable(info.getText());
      } else {
        info.skipChildren();
      }
    }
    return told;
  }
}
