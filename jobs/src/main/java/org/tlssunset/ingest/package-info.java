/**
 * From the archive's files to the table {@code tls_observations}: a listing comes in, what is new
 * is read through the Spark source over {@code logs}, and one transaction per batch goes out; the
 * ledger's commit after it makes the batch count.
 */
@NullMarked
package org.tlssunset.ingest;

import org.jspecify.annotations.NullMarked;
