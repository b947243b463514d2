package org.tlssunset.query;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.schema.SqlFunction;
import org.tlssunset.schema.TlsVersion;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions of {@link SqlFunction}, as expressions of Spark's own: they are planned, folded and
 * compiled as its built-in functions are.
 */
public final class OwnFunctions {

  private OwnFunctions() {}

  /** Makes them known to a session. */
  static void register(SparkSession spark) {
    register(spark, SqlFunction.IN_NETWORK, OwnFunctions::inNetwork);
    register(
        spark,
        SqlFunction.IP_SORT_KEY,
        given ->
            ofTexts(
                SqlFunction.IP_SORT_KEY,
                AddressBlock.class,
                "sortKey",
                DataTypes.StringType,
                given));
    register(
        spark,
        SqlFunction.TLS_RANK,
        given ->
            ofTexts(
                SqlFunction.TLS_RANK, OwnFunctions.class, "rank", DataTypes.IntegerType, given));
  }

  /** How new a version is; null if it is none. */
  public static @Nullable Integer rank(UTF8String version) {
    return TlsVersion.rank(version.toString());
  }

  private static Expression inNetwork(Seq<Expression> given) {
    Expression network = given.apply(1);
    if (!(network instanceof Literal literal && literal.value() instanceof UTF8String cidr)) {
      return ofTexts(
          SqlFunction.IN_NETWORK, AddressBlock.class, "in", DataTypes.BooleanType, given);
    }
    ObjectType type = new ObjectType(AddressBlock.class);
    Literal block = Literal.fromObject(AddressBlock.ofConstant(cidr.toString()), type);
    return new OwnCall(
        SqlFunction.IN_NETWORK,
        AddressBlock.class,
        "within",
        DataTypes.BooleanType,
        CollectionConverters.asScala(List.of(given.head(), block)).toSeq(),
        List.of(DataTypes.StringType, type));
  }

  private static Expression ofTexts(
      SqlFunction function,
      Class<?> owner,
      String method,
      DataType returns,
      Seq<Expression> given) {
    List<AbstractDataType> texts =
        CollectionConverters.asJava(given).stream()
            .map(each -> (AbstractDataType) DataTypes.StringType)
            .toList();
    return new OwnCall(function, owner, method, returns, given, texts);
  }

  private static void register(
      SparkSession spark, SqlFunction function, scala.Function1<Seq<Expression>, Expression> made) {
    ExpressionInfo told =
        new ExpressionInfo(
            OwnFunctions.class.getName(),
            "",
            function.name(),
            "%s - %s".formatted(function.call(), function.comment()),
            "",
            "",
            "",
            "",
            "",
            "",
            "built-in");
    spark
        .sessionState()
        .functionRegistry()
        .registerFunction(
            new FunctionIdentifier(
                function.name(), Option.apply("session"), Option.apply("system")),
            told,
            given -> {
              if (given.size() != function.parameters().size()) {
                throw new UsageException(
                    "%s takes %d values, and %d are given: %s"
                        .formatted(
                            function.name(),
                            function.parameters().size(),
                            given.size(),
                            function.call()));
              }
              return made.apply(given);
            });
  }
}
