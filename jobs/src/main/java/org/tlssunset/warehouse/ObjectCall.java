package org.tlssunset.warehouse;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.jdk.javaapi.CollectionConverters;

/** What an object's public method makes of columns, in Spark's own values. */
public final class ObjectCall {

  private ObjectCall() {}

  /**
   * The column of what the method {@code of} gives.
   *
   * @param object travels to the tasks; its class is public
   * @param isNullOfNull whether it is not asked where one of the columns is null, and may give null
   */
  public static Column of(Object object, DataType type, boolean isNullOfNull, Column... columns) {
    List<Expression> given = Stream.of(columns).map(ExpressionUtils::expression).toList();
    return ExpressionUtils.column(
        new Invoke(
            Literal.fromObject(object, new ObjectType(object.getClass())),
            "of",
            type,
            CollectionConverters.asScala(given).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            isNullOfNull,
            isNullOfNull,
            true));
  }
}
