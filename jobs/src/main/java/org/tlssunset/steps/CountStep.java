package org.tlssunset.steps;

import java.util.List;
import java.util.function.Function;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.days.Recount;
import org.tlssunset.days.RecountResult;
import org.tlssunset.schema.Table;

/**
 * A table that is counted from others.
 *
 * @param table the table
 * @param reads the others
 * @param recount what brings it up to date
 */
record CountStep(Table table, List<Table> reads, Function<Recount, RecountResult> recount)
    implements Step {

  static CountStep of(DerivedDays derived) {
    return new CountStep(derived.table(), derived.inputs(), recount -> recount.days(derived));
  }

  static CountStep of(DerivedWhole derived) {
    return new CountStep(derived.table(), derived.inputs(), recount -> recount.whole(derived));
  }

  @Override
  public String doing() {
    return "rolling up";
  }

  @Override
  public List<Table> writes() {
    return List.of(table);
  }

  @Override
  public void in(Run run) {
    RecountResult done = recount.apply(new Recount(run.warehouse()));
    if (done.isChanged()) {
      run.told().counted(table);
    }
    if (!done.frozen().isEmpty()) {
      run.told().frozen(done.frozen());
    }
  }
}
