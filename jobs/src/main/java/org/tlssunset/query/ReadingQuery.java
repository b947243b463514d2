package org.tlssunset.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedView;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.SetCommand;
import org.tlssunset.config.UsageException;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets queries through that only read the tables. Rows that somebody deletes do not come back: the
 * ledger says that their files were read. And whoever may ask may do no more than ask: no query
 * runs a program, or reads what is no table of the warehouse.
 *
 * <p>Looked at is what Spark's parser makes of the text, before anything of it is looked up or
 * computed: every statement, expression, function and table in it, wherever it stands. What is not
 * known to read only is refused; so is what a later Spark brings, until it is written here.
 */
public final class ReadingQuery {

  private static final String ONLY_READS =
      "this does more than read, and sql only reads: give a SELECT, SHOW, DESCRIBE or EXPLAIN";

  /** What a SELECT consists of, by the names of the parser's classes. */
  private static final Set<String> CLAUSES =
      words(
          """
          Aggregate Distinct Except Filter Generate GlobalLimit Intersect Join LateralJoin LimitAll
          LocalLimit LocalRelation NearestByJoin Offset OneRowRelation PipeOperator Pivot Project
          RepartitionByExpression Sample Sort SubqueryAlias Union Unpivot UnresolvedHaving
          UnresolvedHint UnresolvedInlineTable UnresolvedQualify UnresolvedRelation
          UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTableValuedFunction
          UnresolvedWith WithWindowDefinition
          """);

  /** What tells of tables, functions, plans and settings, and what these statements name. */
  private static final Set<String> TELLING =
      words(
          """
          CurrentNamespace DescribeColumn DescribeFunction DescribeNamespace DescribeQueryCommand
          DescribeRelation DescribeRelationJsonCommand ExplainCommand SetCommand ShowCatalogsCommand
          ShowCollationsCommand ShowColumns ShowCreateTable ShowCurrentNamespaceCommand
          ShowFunctions ShowNamespacesCommand ShowPartitions ShowTableProperties ShowTables
          ShowTablesExtended ShowViews UnresolvedFunctionName UnresolvedNamespace UnresolvedTable
          UnresolvedTableOrView UnresolvedView
          """);

  /** What Spark's parser makes of operators, clauses and literals; all else is a function to it. */
  private static final Set<String> EXPRESSIONS =
      words(
          """
          Add AggregateExpression Alias And AnyValue AttributeReference BitwiseAnd BitwiseNot
          BitwiseOr BitwiseXor CaseWhen Cast Coalesce Collate Concat CreateNamedStruct Cube
          CurrentDate CurrentRow CurrentTime CurrentTimestamp CurrentUser Divide EqualNullSafe
          EqualTo Exists First GreaterThan GreaterThanOrEqual GroupingSets ILike In InSubquery
          IntegralDivide IsNotNull IsNull LambdaFunction Last LateralSubquery LessThan
          LessThanOrEqual Like LikeAll LikeAny ListQuery Literal Lower Multiply MultiAlias
          NamePlaceholder NamedArgumentExpression Not NotLikeAll NotLikeAny Or Overlay PipeExpression RLike
          Remainder Rollup ScalarSubquery SemiStructuredExtract ShiftLeft ShiftRight
          ShiftRightUnsigned SortOrder SpecifiedWindowFrame StringLocate StringTrim StringTrimLeft
          StringTrimRight Substring Subtract TimestampAdd TimestampDiff UnaryMinus UnaryPositive
          UnboundedFollowing UnboundedPreceding UnresolvedAlias UnresolvedAttribute
          UnresolvedCollation UnresolvedExtractValue UnresolvedFunction UnresolvedGenerator
          UnresolvedNamedLambdaVariable UnresolvedOrdinal UnresolvedPartitionSpec
          UnresolvedPipeAggregateOrdinal UnresolvedRegex UnresolvedStar UnresolvedStarExceptOrReplace
          UnresolvedWindowExpression UnspecifiedFrame WindowExpression WindowSpecDefinition
          """);

  private ReadingQuery() {}

  /**
   * Refuses what is not known to do no more than read the tables.
   *
   * @return what Spark's parser makes of the text
   * @throws UsageException if the query is refused
   * @throws AnalysisException if it is no SQL
   */
  public static LogicalPlan refuseOthers(SparkSession spark, String text) throws AnalysisException {
    LogicalPlan query = spark.sessionState().sqlParser().parsePlan(text);
    QueryParts.each(query, ReadingQuery::refuse);
    return query;
  }

  private static void refuse(Object part) {
    if (part instanceof QueryPlan<?> plan) {
      refuse(plan);
    } else if (part instanceof Expression expression) {
      refuse(expression);
    }
  }

  private static void refuse(QueryPlan<?> plan) {
    String kind = kind(plan);
    if (!CLAUSES.contains(kind) && !TELLING.contains(kind)) {
      throw new UsageException(ONLY_READS);
    }
    if (plan instanceof SetCommand set && set.kv().isDefined() && set.kv().get()._2().isDefined()) {
      throw new UsageException(
          "this changes a setting, and sql only reads: SET KEY shows one; to change it, see --config");
    }
    if (plan instanceof UnresolvedTableValuedFunction function) {
      refuseFunction(function.name());
    }
    table(plan).ifPresent(ReadingQuery::refuseTable);
  }

  private static Optional<Seq<String>> table(QueryPlan<?> plan) {
    if (plan instanceof UnresolvedRelation relation) {
      return Optional.of(relation.multipartIdentifier());
    }
    if (plan instanceof UnresolvedTableOrView relation) {
      return Optional.of(relation.multipartIdentifier());
    }
    if (plan instanceof UnresolvedTable relation) {
      return Optional.of(relation.multipartIdentifier());
    }
    return plan instanceof UnresolvedView relation
        ? Optional.of(relation.multipartIdentifier())
        : Optional.empty();
  }

  /** A name with a dot is another catalog's table, or a format and a path. */
  private static void refuseTable(Seq<String> name) {
    if (name.size() > 1) {
      throw new UsageException(
          "%s is no table of the warehouse, and sql only reads these: name them plainly, as SHOW TABLES does"
              .formatted(name.mkString(".")));
    }
  }

  private static void refuse(Expression expression) {
    if (!EXPRESSIONS.contains(kind(expression))) {
      throw new UsageException(ONLY_READS);
    }
    if (expression instanceof UnresolvedFunction function) {
      refuseFunction(function.nameParts());
    } else if (expression instanceof UnresolvedGenerator generator) {
      refuseFunction(generator.name().nameParts());
    }
  }

  private static void refuseFunction(Seq<String> name) {
    List<String> parts = CollectionConverters.asJava(name);
    if (parts.size() > 1 || !ReadingFunctions.has(parts.get(0))) {
      throw new UsageException(
          "sql calls no function %s: it only reads, with those of Spark's functions that compute and reach nothing else"
              .formatted(String.join(".", parts)));
    }
  }

  /** A class's name; Scala's objects end in a dollar. */
  private static String kind(Object node) {
    String name = node.getClass().getSimpleName();
    return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
