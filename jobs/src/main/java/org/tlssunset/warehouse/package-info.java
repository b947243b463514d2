/**
 * Where the tables live: the Spark session as every command uses it, and the Delta tables of {@link
 * org.tlssunset.schema.Tables} in one folder. Table definitions come in, data frames go out.
 *
 * <p>The steps of the flow share this and the tables, never each other's classes.
 */
@NullMarked
package org.tlssunset.warehouse;

import org.jspecify.annotations.NullMarked;
