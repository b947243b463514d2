/**
 * The specification: every table with its columns, types, comments and constraints as data, and the
 * vocabularies that fill them (TLS versions, Schannel codes, protocols, outcomes).
 *
 * <p>Nothing comes in and nothing goes out: the other packages read it. It uses the JDK alone, so
 * that a notebook or another tool can depend on it without Spark.
 */
@NullMarked
package org.tlssunset.schema;

import org.jspecify.annotations.NullMarked;
