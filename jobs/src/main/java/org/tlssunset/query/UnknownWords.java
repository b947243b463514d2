package org.tlssunset.query;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StringType;
import org.tlssunset.config.Nearest;
import org.tlssunset.schema.Vocabulary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Words that a query compares a column with, and that no row can have there: its answer is nothing,
 * or everything, and looks like one.
 */
public final class UnknownWords {

  private UnknownWords() {}

  /**
   * A sentence for each, with the words that there are.
   *
   * @param query as Spark's parser has it
   */
  public static List<String> of(LogicalPlan query) {
    Set<String> made = new HashSet<>(); // columns that the query makes itself
    QueryParts.each(
        query,
        part -> {
          if (part instanceof Alias alias) {
            made.add(alias.name().toLowerCase(Locale.ROOT));
          }
        });
    Set<String> sentences = new LinkedHashSet<>();
    BiConsumer<Expression, Expression> compared =
        (one, other) -> {
          if (one instanceof UnresolvedAttribute column
              && other instanceof Literal literal
              && literal.dataType() instanceof StringType) {
            String name = column.nameParts().last();
            String word = String.valueOf(literal.value());
            Vocabulary.ofColumn(name)
                .filter(
                    words -> !words.mayBe(word) && !made.contains(name.toLowerCase(Locale.ROOT)))
                .ifPresent(words -> sentences.add(sentence(name, word, words.words())));
          }
        };
    QueryParts.each(query, part -> compare(part, compared));
    return List.copyOf(sentences);
  }

  private static void compare(Object part, BiConsumer<Expression, Expression> compared) {
    if (part instanceof EqualTo equal) {
      compared.accept(equal.left(), equal.right());
      compared.accept(equal.right(), equal.left());
    } else if (part instanceof EqualNullSafe equal) {
      compared.accept(equal.left(), equal.right());
      compared.accept(equal.right(), equal.left());
    } else if (part instanceof In in) {
      CollectionConverters.asJava(in.list()).forEach(each -> compared.accept(in.value(), each));
    }
  }

  private static String sentence(String column, String word, List<String> words) {
    return "%s is '%s' in no row%s; it may be %s"
        .formatted(
            column,
            word,
            Nearest.meant(word, words).map(": '%s' was probably meant"::formatted).orElse(""),
            String.join(", ", words));
  }
}
