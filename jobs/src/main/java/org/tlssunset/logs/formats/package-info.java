/**
 * Which formats are read: a log's beginning comes in, its format or the reason why it is not read
 * goes out.
 */
@NullMarked
package org.tlssunset.logs.formats;

import org.jspecify.annotations.NullMarked;
