package org.tlssunset.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** How many parties the plan that is configured comes to, as {@code plan_summary} has it. */
public final class StoredSummary {

  private StoredSummary() {}

  /** The parties by role and effect, all that there may be; zeros if nothing is planned. */
  public static Map<Role, Map<Effect, Long>> parties(Warehouse warehouse) {
    Map<Role, Map<Effect, Long>> parties = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      Map<Effect, Long> none = new EnumMap<>(Effect.class);
      for (Effect effect : Effect.values()) {
        none.put(effect, 0L);
      }
      parties.put(role, none);
    }
    warehouse.rows(
        Tables.PLAN_SUMMARY,
        List.of("scope", "role", "effect", "parties"),
        row -> {
          Role role = Labelled.find(Role.values(), row.getString(1));
          Effect effect = Labelled.find(Effect.values(), row.getString(2));
          if (row.getString(0).equals("all") && role != null && effect != null) {
            parties.get(role).put(effect, row.getLong(3));
          }
        });
    return parties;
  }
}
