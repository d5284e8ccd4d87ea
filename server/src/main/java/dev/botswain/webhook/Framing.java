package dev.botswain.webhook;

import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.InvalidLineSeparatorException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an answer ends, and whether two readers could disagree about that.
///
/// Source: <https://www.rfc-editor.org/rfc/rfc9112#section-6>.
final class Framing {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Framing() {}

  /// Why a part could not be parsed.
  static Reason fault(HttpObject part) {
    Throwable cause = part.decoderResult().cause();
    if (part instanceof HttpResponse response) {
      Reason lengths = ofLengths(response);
      if (lengths != null) {
        return lengths;
      }
    }
    return switch (cause) {
      case InvalidLineSeparatorException _ -> Reason.BARE_LINE_FEED;
      case TooLongFrameException _ -> Reason.HEAD_TOO_LONG;
      case PrematureChannelClosureException _ -> Reason.BROKEN_OFF;
      case null, default -> Reason.NOT_HTTP;
    };
  }

  /// Why a head that could be parsed is refused, or null.
  static @Nullable Reason fault(HttpResponse head) {
    var version = head.protocolVersion();
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)
        ? ofLengths(head)
        : Reason.NOT_HTTP;
  }

  private static @Nullable Reason ofLengths(HttpResponse head) {
    List<String> lengths = head.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
    if (lengths.size() > 1 || lengths.size() == 1 && lengths.getFirst().contains(",")) {
      return Reason.TWO_LENGTHS;
    }
    return lengths.isEmpty() || LENGTH.matcher(lengths.getFirst()).matches()
        ? null
        : Reason.NO_LENGTH;
  }

  /// Whether the final answer is still to come:
  /// <https://www.rfc-editor.org/rfc/rfc9110#section-15.2>.
  static boolean isInterim(HttpResponse head) {
    return head.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && head.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
  }

  /// Whether the connection can carry another request after an answer with this head, if the answer
  /// was read to its end and nothing came after it. A status without a body must not announce one,
  /// because a receiver that announces a body may send it.
  static boolean isReusable(HttpResponse head) {
    if (!HttpUtil.isKeepAlive(head)) {
      return false;
    }
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return switch (head.status().code()) {
      case 101 -> false;
      case 204, 304 -> codings.isEmpty() && (length == null || length.matches("0+"));
      default ->
          codings.isEmpty()
              ? length != null
              : head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                  && codings.size() == 1
                  && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip());
    };
  }
}
