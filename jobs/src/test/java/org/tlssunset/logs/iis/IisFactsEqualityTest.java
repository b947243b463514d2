package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsOutcome;

class IisFactsEqualityTest {

  private static final IisTls TLS =
      new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.2", "AES_256", 256, "SHA_1", "ECDHE");
  private static final IisTls OTHER_TLS =
      new IisTls(TlsOutcome.FAILED, "TLS 1.0", "AES_128", 128, "MD5", "RSA");

  private static final IisServer SERVER = new IisServer("EX01", "W3SVC1", "10.0.0.4", 443);
  private static final IisServer OTHER_SERVER = new IisServer("EX02", "W3SVC2", "10.0.0.5", 444);

  private static final IisCaller CALLER = new IisCaller("10.0.0.1", "192.0.2.1", "anna", "Mail");
  private static final IisCaller OTHER_CALLER =
      new IisCaller("10.0.0.2", "192.0.2.2", "bert", "Other");

  private static final IisForwarded FORWARDED =
      new IisForwarded("203.0.113.7", "TLSv1.2", "AES256-SHA");
  private static final IisForwarded OTHER_FORWARDED =
      new IisForwarded("203.0.113.8", "TLSv1.3", "AES128-SHA");

  private static final IisFacts FACTS =
      new IisFacts(SERVER, Protocol.EWS, CALLER, TLS, FORWARDED, false);
  private static final IisFacts OTHER_FACTS =
      new IisFacts(OTHER_SERVER, Protocol.OWA, OTHER_CALLER, OTHER_TLS, OTHER_FORWARDED, true);

  @Test
  void everyComponentTellsFactsApart() throws ReflectiveOperationException {
    everyComponentCounts(FACTS, OTHER_FACTS);
  }

  @Test
  void everyComponentTellsTheirPartsApart() throws ReflectiveOperationException {
    everyComponentCounts(TLS, OTHER_TLS);
    everyComponentCounts(SERVER, OTHER_SERVER);
    everyComponentCounts(CALLER, OTHER_CALLER);
    everyComponentCounts(FORWARDED, OTHER_FORWARDED);
  }

  private static <T extends Record> void everyComponentCounts(T record, T other)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].getAccessor().invoke(record);
    }
    assertThat(constructor.newInstance(values)).isEqualTo(record).hasSameHashCodeAs(record);
    for (int i = 0; i < values.length; i++) {
      Object[] changed = values.clone();
      changed[i] = components[i].getAccessor().invoke(other);
      assertThat(constructor.newInstance(changed)).as(components[i].getName()).isNotEqualTo(record);
    }
  }
}
