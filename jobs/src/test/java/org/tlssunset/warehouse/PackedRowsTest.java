package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

class PackedRowsTest {

  private static final Table TABLE = Tables.CLIENT_PROTOCOL_DAILY;

  /** None, one, and more than go into one stretch. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9_000})
  void rowsAreTheSameOnceUnpacked(int count) {
    Random random = new Random(count);
    PackedRows.Packing packing = new PackedRows.Packing(TABLE);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      InternalRow row = row(random);
      expected.add(text(row));
      packing.add(row);
    }

    assertThat(packing.done().rows().stream().map(PackedRowsTest::text)).isEqualTo(expected);
  }

  private static InternalRow row(Random random) {
    UTF8String name = UTF8String.fromString("host" + random.nextInt(1_000) + ".contoso.com");
    UTF8String[] agents = new UTF8String[random.nextInt(4)];
    for (int i = 0; i < agents.length; i++) {
      agents[i] = UTF8String.fromString("Programm für Möbel/" + random.nextInt(9));
    }
    return new TableRow(TABLE)
        .set("observed_on", random.nextInt(20_000))
        .set("client_name", random.nextBoolean() ? name : null)
        .set("requests", random.nextLong())
        .set("user_agents", new GenericArrayData(agents))
        .take();
  }

  private static String text(InternalRow row) {
    List<String> names = TABLE.columnNames();
    int name = names.indexOf("client_name");
    List<String> agents = new ArrayList<>();
    var list = row.getArray(names.indexOf("user_agents"));
    for (int i = 0; i < list.numElements(); i++) {
      agents.add(list.getUTF8String(i).toString());
    }
    return "%d %s %d %s %s"
        .formatted(
            row.getInt(names.indexOf("observed_on")),
            row.isNullAt(name) ? null : row.getUTF8String(name),
            row.getLong(names.indexOf("requests")),
            agents,
            row.isNullAt(names.indexOf("proof_file")));
  }
}
