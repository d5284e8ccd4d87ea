package dev.botswain.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many readers of event streams on one thread, as cheap as possible: they look for the numbers of
/// a blast in the arriving bytes, and for nothing else.
final class StreamReaders implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI server;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
  private final byte[] bytes = new byte[buffer.capacity()];
  private volatile Latencies latencies = new Latencies(0);
  private volatile String failure = "";

  /// @param server its address
  StreamReaders(String server) throws IOException {
    this.server = URI.create(server);
  }

  /// Opens a stream for each session, and returns when all have begun.
  void open(List<String> sessions) throws IOException, InterruptedException {
    var begun = new CountDownLatch(sessions.size());
    for (String session : sessions) {
      var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      String request =
          "GET /api/events HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
              .formatted(server.getAuthority(), session);
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Stream(begun));
    }
    Thread.ofPlatform().daemon().name("readers").start(this::run);
    if (!begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException(begun.getCount() + " streams did not begin");
    }
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
  }

  /// Where messages are counted from now on.
  void measure(Latencies into) {
    latencies = into;
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select(this::read);
      }
    } catch (java.nio.channels.ClosedSelectorException over) {
      return;
    } catch (IOException e) {
      failure = e.toString();
    }
  }

  private void read(SelectionKey key) {
    try {
      var channel = (SocketChannel) key.channel();
      buffer.clear();
      int length = channel.read(buffer);
      if (length < 0) {
        throw new IOException("a stream ended");
      }
      buffer.flip().get(bytes, 0, length);
      ((Stream) key.attachment()).take(bytes, length);
    } catch (IOException e) {
      key.cancel();
      failure = e.toString();
    }
  }

  private final class Stream {
    private final CountDownLatch begun;
    private final BlastScanner scanner = new BlastScanner(() -> latencies);
    private final Chunks chunks = new Chunks(scanner::take);
    private boolean isNew = true;

    Stream(CountDownLatch begun) {
      this.begun = begun;
    }

    void take(byte[] from, int length) {
      if (isNew) {
        isNew = false;
        String head = new String(from, 0, Math.min(length, 12), StandardCharsets.US_ASCII);
        failure = head.equals("HTTP/1.1 200") ? failure : head;
        begun.countDown();
      }
      chunks.take(from, length);
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
