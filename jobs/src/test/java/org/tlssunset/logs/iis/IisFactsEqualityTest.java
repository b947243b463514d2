package org.tlssunset.logs.iis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

class IisFactsEqualityTest {

  private static final IisTls TLS =
      new IisTls(TlsOutcome.NEGOTIATED, "TLS 1.2", "AES_256", 256, "SHA_1", "ECDHE");
  private static final IisTls OTHER_TLS =
      new IisTls(TlsOutcome.FAILED, "TLS 1.0", "AES_128", 128, "MD5", "RSA");

  private static final IisFacts FACTS =
      new IisFacts(
          "EX01",
          "W3SVC1",
          Protocol.EWS,
          "10.0.0.1",
          "192.0.2.1",
          ClientIpFrom.LOG,
          "anna",
          "Mail",
          TLS,
          TlsHop.CLIENT,
          false);
  private static final IisFacts OTHER_FACTS =
      new IisFacts(
          "EX02",
          "W3SVC2",
          Protocol.OWA,
          "10.0.0.2",
          "192.0.2.2",
          ClientIpFrom.X_FORWARDED_FOR,
          "bert",
          "Other",
          OTHER_TLS,
          TlsHop.PROXY,
          true);

  @Test
  void everyComponentTellsFactsApart() throws ReflectiveOperationException {
    everyComponentCounts(FACTS, OTHER_FACTS);
  }

  @Test
  void everyComponentTellsTlsApart() throws ReflectiveOperationException {
    everyComponentCounts(TLS, OTHER_TLS);
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
