package org.tlssunset.query;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.tlssunset.schema.SqlFunction;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A call of one of {@link SqlFunction}, which is called in plans and columns what it is in SQL. */
final class OwnCall extends StaticInvoke {

  private static final long serialVersionUID = 1;

  private final String called;

  /**
   * @param owner has the public static method, which is not asked where a value is null
   * @param types of the values that it takes
   */
  OwnCall(
      SqlFunction function,
      Class<?> owner,
      String method,
      DataType returns,
      Seq<Expression> given,
      List<AbstractDataType> types) {
    this(
        function.name(),
        owner,
        method,
        returns,
        given,
        CollectionConverters.asScala(types).toSeq());
  }

  private OwnCall(
      String called,
      Class<?> owner,
      String method,
      DataType returns,
      Seq<Expression> given,
      Seq<AbstractDataType> types) {
    super(owner, returns, method, given, types, true, true, true, Option.empty());
    this.called = called;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> given) {
    return new OwnCall(called, staticObject(), functionName(), dataType(), given, inputTypes());
  }

  @Override
  public String toString() {
    return arguments().mkString(called + "(", ", ", ")");
  }
}
