/**
 * Keeping house: tables come in that nights have filled, and go out packed, without what is older
 * than it is to be kept, and without those who are to be forgotten.
 */
@NullMarked
package org.tlssunset.upkeep;

import org.jspecify.annotations.NullMarked;
