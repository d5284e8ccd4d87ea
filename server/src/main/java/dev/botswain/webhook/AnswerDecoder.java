package dev.botswain.webhook;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/// Reads the answers of a connection, and notices every byte that belongs to none: bytes after an
/// answer would be taken for the beginning of the next one.
///
/// Confined to the connection's event loop.
final class AnswerDecoder extends HttpResponseDecoder {
  private static final int LONGEST_LINE = 4 << 10;
  private static final int LONGEST_HEAD = 16 << 10;
  private static final int CHUNK = 8 << 10;

  private final Runnable stray;
  private boolean awaiting;
  private boolean ambiguous;

  /// @param stray called for bytes that do not belong to an expected answer
  AnswerDecoder(Runnable stray) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(CHUNK)
            // The status counts even if the end is in doubt; the connection is then closed.
            .setUseRfc9112TransferEncoding(false));
    this.stray = stray;
  }

  /// An answer is expected from now on.
  void await() {
    awaiting = true;
  }

  /// The answer has arrived; whatever arrives from now on is unexpected.
  void rest() {
    awaiting = false;
  }

  /// Whether the answer ended with the last byte that arrived, beyond doubt.
  boolean isClean() {
    return actualReadableBytes() == 0 && !ambiguous;
  }

  @Override
  public void channelRead(ChannelHandlerContext here, Object bytes) throws Exception {
    if (awaiting) {
      super.channelRead(here, bytes);
    } else {
      ReferenceCountUtil.release(bytes);
      stray.run();
    }
  }

  /// <https://www.rfc-editor.org/rfc/rfc9112#section-6.3>: Transfer-Encoding overrides
  /// Content-Length, and the connection ends after the message.
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage answer) {
    super.handleTransferEncodingChunkedWithContentLength(answer);
    ambiguous = true;
  }
}
