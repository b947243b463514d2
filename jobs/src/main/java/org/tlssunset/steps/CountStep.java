package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.days.RecountOrder;
import org.tlssunset.schema.Table;

/**
 * Tables that are counted from others.
 *
 * @param order of the counts
 */
record CountStep(RecountOrder order) implements Step {

  @Override
  public String doing() {
    return "rolling up";
  }

  @Override
  public List<Table> reads() {
    return order.reads();
  }

  @Override
  public List<Table> writes() {
    return order.writes();
  }

  @Override
  public void in(Run run) {
    order
        .run(run.warehouse())
        .forEach(
            (table, done) -> {
              if (done.isChanged()) {
                run.told().counted(table);
              }
              if (!done.frozen().isEmpty()) {
                run.told().frozen(done.frozen());
              }
            });
  }
}
