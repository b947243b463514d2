/**
 * The report: a plan, its parties one by one, what the tables tell of weeks before, and the audit
 * of servers come in; one HTML file goes out, which needs nothing beside itself. Charts are drawn
 * when it is made; its script only searches, sorts and shows what is in it.
 */
@NullMarked
package org.tlssunset.report;

import org.jspecify.annotations.NullMarked;
