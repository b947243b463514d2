package org.tlssunset.rollup;

import java.io.Serializable;
import org.tlssunset.schema.NamedBy;

/** A name that a program gives itself, and where it stood. */
record SelfName(String text, NamedBy by) implements Serializable {}
