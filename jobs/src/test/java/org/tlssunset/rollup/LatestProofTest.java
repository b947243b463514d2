package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

class LatestProofTest {

  /** A use; an item of null is one of which an older version did not tell it. */
  private record Use(long at, String file, long line, Integer item) {}

  /** Each is later than those before it. */
  private static final List<Use> USES =
      List.of(
          new Use(1, "z.log", 9, 9),
          new Use(2, "a.log", 9, 9),
          new Use(2, "b.log", 1, null),
          new Use(2, "b.log", 1, 0),
          new Use(2, "b.log", 1, 1),
          new Use(2, "b.log", 2, 0));

  @Test
  void ofSeveralAtOneMomentTheLastOfTheLastFileCountsInAnyOrder() {
    Random random = new Random(3);
    for (int last = 1; last <= USES.size(); last++) {
      for (int i = 0; i < 20; i++) {
        List<Use> uses = new ArrayList<>(USES.subList(0, last));
        Collections.shuffle(uses, random);
        int split = random.nextInt(last + 1);
        LatestProof one = proof(uses.subList(0, split));
        one.add(proof(uses.subList(split, last)));

        assertThat(stored(one)).as("%s", uses).isEqualTo(USES.get(last - 1));
        assertThat(one.at()).isEqualTo(USES.get(last - 1).at());
      }
    }
  }

  @Test
  void whereThereIsNoneNothingStands() {
    LatestProof none = new LatestProof();
    none.add(new LatestProof());

    assertThat(none.at()).isNull();
    assertThat(row(none).isNullAt(place("proof_file"))).isTrue();
    assertThat(row(none).isNullAt(place("proof_line"))).isTrue();
    assertThat(row(none).isNullAt(place("proof_item"))).isTrue();
  }

  private static LatestProof proof(List<Use> uses) {
    LatestProof proof = new LatestProof();
    uses.forEach(
        use -> proof.add(use.at(), UTF8String.fromString(use.file()), use.line(), use.item()));
    return proof;
  }

  private static Use stored(LatestProof proof) {
    InternalRow row = row(proof);
    int item = place("proof_item");
    return new Use(
        proof.at(),
        row.getUTF8String(place("proof_file")).toString(),
        row.getLong(place("proof_line")),
        row.isNullAt(item) ? null : (Integer) row.getInt(item));
  }

  private static InternalRow row(LatestProof proof) {
    TableRow row = new TableRow(Tables.USAGE_DAILY);
    proof.fill(row, "", true);
    return row.take();
  }

  private static int place(String column) {
    return Tables.USAGE_DAILY.columnNames().indexOf(column);
  }
}
