package org.tlssunset.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stands before an S3 server, on a free port of the loopback, and lets it fail as planned. */
final class FaultyProxy implements AutoCloseable {

  static {
    // Requests are signed with the host that they were sent to.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  /** Set by whoever sends, for one connection. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "transfer-encoding", "date");

  /** Decides what happens to each request. */
  interface Plan {

    Plan NONE = request -> null;

    /**
     * @return null to let it pass
     */
    @Nullable Fault fault(Request request);
  }

  /**
   * A request.
   *
   * @param target path and query, as they were sent
   */
  record Request(String method, String target) {

    boolean isListing() {
      return method.equals("GET") && target.contains("list-type=");
    }

    boolean isObject() {
      return method.equals("GET") && !target.contains("?");
    }

    /** Whether a fault makes sense here. */
    boolean suits(Fault fault) {
      return switch (fault) {
        case LATE_LISTING -> isListing();
        case CUT, HALF -> isObject();
        default -> true;
      };
    }
  }

  private final int port;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicLong requests = new AtomicLong();
  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private volatile Plan plan = Plan.NONE;

  /**
   * @param port the server's
   */
  FaultyProxy(int port) throws IOException {
    this.port = port;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void follow(Plan next) {
    plan = next;
  }

  /** How many requests there were so far. */
  long requests() {
    return requests.get();
  }

  /** How often each fault happened. */
  synchronized Map<Fault, Integer> injected() {
    return new EnumMap<>(injected);
  }

  private synchronized void count(Fault fault) {
    injected.merge(fault, 1, Integer::sum);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString());
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = plan.fault(request);
    if (fault != null && !request.suits(fault)) {
      throw new IllegalStateException(fault + " for " + request);
    }
    if (fault != null) {
      count(fault);
    }
    try (exchange) {
      if (fault == Fault.SILENCE) {
        end.await();
      } else if (fault == Fault.SLOW_DOWN_503) {
        error(exchange, 503, "SlowDown");
      } else if (fault == Fault.ERROR_500) {
        error(exchange, 500, "InternalError");
      } else if (fault != Fault.HANG_UP) {
        HttpResponse<byte[]> response = forward(exchange, body);
        if (fault == Fault.ANSWER_LOST) {
          error(exchange, 500, "InternalError");
        } else {
          answer(exchange, response, fault);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    byte[] text =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? text.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(text);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + exchange.getRequestURI().toString()))
            .version(HttpClient.Version.HTTP_1_1)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(
      HttpExchange exchange, HttpResponse<byte[]> response, @Nullable Fault fault)
      throws IOException {
    byte[] body = response.body();
    if (fault == Fault.LATE_LISTING) {
      body = LateListing.of(body);
    }
    int sent = fault == Fault.CUT || fault == Fault.HALF ? body.length / 2 : body.length;
    int told = fault == Fault.HALF ? sent : body.length;
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    if (isHead) {
      response
          .headers()
          .firstValue("content-length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
    }
    exchange.sendResponseHeaders(response.statusCode(), isHead || told == 0 ? -1 : told);
    if (!isHead && sent > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(Arrays.copyOf(body, sent));
      out.flush();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
