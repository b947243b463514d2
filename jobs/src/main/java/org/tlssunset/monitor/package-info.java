/**
 * What an operator and a monitoring system want to know: a night's report, the ledger and the
 * tables come in; a status as text or JSON and a file of figures go out.
 */
@NullMarked
package org.tlssunset.monitor;

import org.jspecify.annotations.NullMarked;
