package org.tlssunset.outreach.cures;

/** Where a fact is written. */
public record Source(String title, String url) {}
