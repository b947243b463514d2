package org.tlssunset.warehouse;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedPredicate;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of a table for plain Java, straight out of the batches that Parquet files are read in. Spark
 * itself would copy each into a row of its own, or compile a program that does, for longer than a
 * night's rows take to be folded.
 */
public final class ScannedRows {

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";

  private ScannedRows() {}

  /**
   * The rows, each valid until the next.
   *
   * @param rows of a table, filtered at most
   * @param columns names, of which some may be given others
   */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows, Column... columns) {
    Batches batches = Batches.of(plan(rows, columns));
    return batches != null
        ? batches.rows()
        : rows.select(columns).queryExecution().toRdd().toJavaRDD();
  }

  /** One at a time: the setting is the session's, and is set back to what it was. */
  private static synchronized SparkPlan plan(Dataset<Row> rows, Column... columns) {
    SparkSession spark = rows.sparkSession();
    String usual = spark.conf().get(WHOLE_STAGE);
    spark.conf().set(WHOLE_STAGE, true); // else files are not read in batches
    try {
      return rows.select(columns).queryExecution().executedPlan();
    } finally {
      spark.conf().set(WHOLE_STAGE, usual);
    }
  }

  /**
   * A scan, and what is made of its rows.
   *
   * @param condition on them; null if all stay
   * @param places in them of the columns that are wanted
   */
  private record Batches(
      FileSourceScanExec scan, @Nullable Expression condition, int[] places, StructType shape) {

    /** Null if the plan does more than that, or files are not read in batches. */
    static @Nullable Batches of(SparkPlan plan) {
      SparkPlan node = unwrapped(plan);
      ProjectExec projection = null;
      Expression condition = null;
      if (node instanceof ProjectExec project) {
        projection = project;
        node = unwrapped(project.child());
      }
      if (node instanceof FilterExec filter) {
        condition = filter.condition();
        node = unwrapped(filter.child());
      }
      if (!(node instanceof FileSourceScanExec scan) || !scan.supportsColumnar()) {
        return null;
      }
      int[] places = new int[plan.output().size()];
      for (int i = 0; i < places.length; i++) {
        places[i] =
            place(
                projection == null ? scan.output().apply(i) : projection.projectList().apply(i),
                scan);
        if (places[i] < 0) {
          return null;
        }
      }
      return new Batches(scan, condition, places, plan.schema());
    }

    private static SparkPlan unwrapped(SparkPlan plan) {
      SparkPlan node = plan;
      while (node instanceof WholeStageCodegenExec
          || node instanceof InputAdapter
          || node instanceof ColumnarToRowExec) {
        node = node.children().head();
      }
      return node;
    }

    private static int place(NamedExpression wanted, FileSourceScanExec scan) {
      Expression source = wanted instanceof Alias alias ? alias.child() : (Expression) wanted;
      for (int i = 0; i < scan.output().size(); i++) {
        if (source instanceof Attribute attribute
            && attribute.exprId().equals(scan.output().apply(i).exprId())) {
          return i;
        }
      }
      return -1;
    }

    JavaRDD<InternalRow> rows() {
      Expression bound =
          condition == null
              ? null
              : BindReferences.bindReference(
                  condition, package$.MODULE$.AttributeSeq(scan.output()), false);
      int[] from = places;
      StructType of = shape;
      return scan.executeColumnar()
          .toJavaRDD()
          .mapPartitions(batches -> new BatchRows(batches, bound, new Projection(from, of)));
    }
  }

  private record Projection(int[] places, StructType shape) implements Serializable {

    ProjectingInternalRow row() {
      return new ProjectingInternalRow(
          shape,
          CollectionConverters.asScala(
                  Arrays.stream(places).mapToObj(place -> (Object) place).toList())
              .toIndexedSeq());
    }
  }

  /** The rows of batches that meet a condition. */
  private static final class BatchRows implements Iterator<InternalRow> {

    private final Iterator<ColumnarBatch> batches;
    private final @Nullable BasePredicate condition;
    private final ProjectingInternalRow row;
    private Iterator<InternalRow> batch = Collections.emptyIterator();
    private @Nullable InternalRow ahead;

    BatchRows(
        Iterator<ColumnarBatch> batches, @Nullable Expression condition, Projection projection) {
      this.batches = batches;
      this.condition = condition == null ? null : new InterpretedPredicate(condition);
      row = projection.row();
    }

    @Override
    public boolean hasNext() {
      while (ahead == null) {
        if (batch.hasNext()) {
          InternalRow next = batch.next();
          ahead = condition == null || condition.eval(next) ? next : null;
        } else if (batches.hasNext()) {
          batch = batches.next().rowIterator();
        } else {
          return false;
        }
      }
      return true;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      row.project(ahead);
      ahead = null;
      return row;
    }
  }
}
