package org.tlssunset.query;

import java.util.function.Consumer;
import org.apache.spark.sql.types.DataType;
import scala.Product;
import scala.collection.Iterable;
import scala.collection.Iterator;

/**
 * All that a parsed query consists of: each plan and expression, its children, the subqueries of
 * its expressions, the statement that it explains.
 */
final class QueryParts {

  private QueryParts() {}

  /** Hands on a part and whatever is in it, the outer before the inner. */
  static void each(Object part, Consumer<Object> met) {
    met.accept(part);
    if (part instanceof Iterable<?> several) {
      all(several.iterator(), met);
    } else if (part instanceof Product product && !(part instanceof DataType)) {
      all(product.productIterator(), met);
    }
  }

  private static void all(Iterator<?> parts, Consumer<Object> met) {
    while (parts.hasNext()) {
      each(parts.next(), met);
    }
  }
}
