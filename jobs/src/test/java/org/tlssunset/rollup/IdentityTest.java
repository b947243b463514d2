package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tlssunset.rollup.Identity.Kept;

class IdentityTest {

  private static final String KEY = "sixteen letters!";
  private static final Identity PSEUDONYMS = Identity.of(Kept.PSEUDONYM, KEY);
  private static final Identity NOBODY = Identity.of(Kept.NONE, "");

  @Test
  void aNameStaysAsItIs() {
    assertThat(Identity.NAMES.of("CORP\\Alice")).isEqualTo("CORP\\Alice");
    assertThat(NOBODY.of("CORP\\Alice")).isNull();
  }

  /** As {@code printf %s 'corp\alice' | openssl dgst -sha256 -hmac 'sixteen letters!'} has it. */
  @Test
  void aPseudonymIsWhatAnybodyWithTheKeyCanCompute() {
    assertThat(PSEUDONYMS.of("corp\\alice")).isEqualTo("user-9e572d219b47ffa9");
  }

  @Test
  void aPseudonymIsTheSameInAnyCaseAndAnothersForAnotherNameOrKey() {
    assertThat(PSEUDONYMS.of("CORP\\ALICE")).isEqualTo("user-9e572d219b47ffa9");
    assertThat(PSEUDONYMS.of("corp\\alicE")).isEqualTo("user-9e572d219b47ffa9");
    assertThat(PSEUDONYMS.of("alice")).isNotEqualTo("user-9e572d219b47ffa9");
    assertThat(Identity.of(Kept.PSEUDONYM, "another key of 16").of("corp\\alice"))
        .startsWith("user-")
        .isNotEqualTo("user-9e572d219b47ffa9");
  }

  @Test
  void ofDaysBeforeTheFirstNothingIsKept() {
    for (Identity identity : new Identity[] {Identity.NAMES, PSEUDONYMS}) {
      Identity later = identity.from(20_000);
      assertThat(later.of("alice", 19_999)).isNull();
      assertThat(later.isNamed(19_999)).isFalse();
      assertThat(later.of("alice", 20_000)).isEqualTo(identity.of("alice"));
      assertThat(later.isNamed(20_000)).isTrue();
      assertThat(identity.isNamed(Integer.MIN_VALUE)).isTrue();
    }
    assertThat(Identity.NAMES.from(20_000).isPlain(19_999)).isFalse();
    assertThat(Identity.NAMES.from(20_000).isPlain(20_000)).isTrue();
    assertThat(PSEUDONYMS.isPlain(20_000)).isFalse();
  }

  /** So that days are counted again where it is another. */
  @Test
  void itsWordsDifferWhereWhatIsKeptDoesAndTellNoKey() {
    assertThat(Identity.NAMES.words())
        .isNotEqualTo(NOBODY.words())
        .isNotEqualTo(PSEUDONYMS.words());
    assertThat(PSEUDONYMS.words())
        .doesNotContain(KEY)
        .isNotEqualTo(NOBODY.words())
        .isNotEqualTo(Identity.of(Kept.PSEUDONYM, "another key of 16").words());
  }
}
