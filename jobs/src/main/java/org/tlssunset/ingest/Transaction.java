package org.tlssunset.ingest;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.tlssunset.warehouse.Warehouse;

/**
 * One Delta commit of a batch: rows added, and old ones that they replace removed, in the same
 * instant.
 *
 * @param batch the batch that the commit is marked with
 * @param replaced the SQL condition of the rows that go; empty if none does
 */
record Transaction(long batch, String replaced) {

  static Transaction of(long batch) {
    return new Transaction(batch, "");
  }

  Transaction replacing(String condition) {
    return new Transaction(batch, condition);
  }

  void write(Dataset<Row> rows, String table) {
    DataFrameWriter<Row> writer =
        rows.write()
            .format("delta")
            .option("txnAppId", Warehouse.INGEST)
            .option("txnVersion", batch);
    if (replaced.isEmpty()) {
      writer.mode(SaveMode.Append).save(table);
    } else {
      writer.mode(SaveMode.Overwrite).option("replaceWhere", replaced).save(table);
    }
  }
}
