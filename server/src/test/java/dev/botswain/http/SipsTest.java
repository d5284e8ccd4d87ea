package dev.botswain.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import org.junit.jupiter.api.Test;

/// Callers that send more requests than are answered: waiting requests stay as raw bytes.
class SipsTest {
  private static final String REQUEST = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int REQUESTS = 1_500;

  /// Stops reading once something has arrived, as Vert.x does while a request is in progress.
  private static final class Busy extends ChannelInboundHandlerAdapter {
    private int requests;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      requests += message instanceof HttpRequest ? 1 : 0;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(false);
    }
  }

  private static ByteBuf requests() {
    return Unpooled.copiedBuffer(REQUEST.repeat(REQUESTS), US_ASCII);
  }

  @Test
  void channel_paused_decodesASip() {
    var busy = new Busy();
    var channel = new EmbeddedChannel(new HttpRequestDecoder(), busy);
    Sips.put(channel, null);
    var bytes = requests();

    channel.writeInbound(bytes);

    assertThat(busy.requests).isBetween(1, 1 + 1_024 / REQUEST.length());
    channel.close();
    assertThat(bytes.refCnt()).isZero();
  }

  @Test
  void channel_readsAgainAndAgain_decodesAll() {
    var busy = new Busy();
    var channel = new EmbeddedChannel(new HttpRequestDecoder(), busy);
    Sips.put(channel, null);
    channel.writeInbound(requests());

    for (int i = 0; i < REQUESTS && busy.requests < REQUESTS; i++) {
      channel.config().setAutoRead(true);
      channel.runPendingTasks();
    }

    assertThat(busy.requests).isEqualTo(REQUESTS);
    channel.close();
  }

  @Test
  void requests_pipelinedByTheThousand_areAllAnswered() {
    try (var server = new TestServer().start();
        var wire = server.connect()) {
      wire.send(REQUEST.repeat(REQUESTS));

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(wire.read().status()).isEqualTo(200);
      }
    }
  }
}
