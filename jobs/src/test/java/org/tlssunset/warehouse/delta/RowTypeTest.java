package org.tlssunset.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

class RowTypeTest {

  static List<Table> tables() {
    return Tables.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isWhatSparksParserMakesOfTheColumns(Table table) {
    assertThat(RowType.of(table.columns())).isEqualTo(StructType.fromDDL(table.ddl()));
  }
}
