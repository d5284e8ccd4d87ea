package dev.botswain.webhook;

import java.time.Duration;
import java.util.Optional;

/// The outcome of an attempt.
public sealed interface DeliveryOutcome {

  /// What the receiver answered.
  ///
  /// @param status the HTTP status
  /// @param beginning of the answer's body, up to [AnswerText#LONGEST] characters, for a person to
  ///   read: nothing in it can move a cursor or change how later text is shown
  record Answer(int status, String beginning) {}

  /// The receiver has the message.
  record Accepted(Answer answer) implements DeliveryOutcome {}

  /// The receiver does not want this message, and most likely never will.
  record Refused(Answer answer) implements DeliveryOutcome {}

  /// The receiver failed on this message; it may or may not fail on others.
  ///
  /// @param retryAfter how long it asks to be left alone, if it does, up to [RetryAfter#LONGEST]
  record Erred(Answer answer, Optional<Duration> retryAfter) implements DeliveryOutcome {}

  /// The receiver wants no more messages.
  record Gone(Answer answer) implements DeliveryOutcome {}

  /// The receiver, or a proxy in front of it, takes no messages now but may later.
  ///
  /// @param retryAfter how long it asks to be left alone, if it does, up to [RetryAfter#LONGEST]
  record Later(Answer answer, Optional<Duration> retryAfter) implements DeliveryOutcome {}

  /// There was no answer, so it is unknown whether the receiver has the message.
  record Failed(Reason reason) implements DeliveryOutcome {

    public enum Reason {
      NOT_RESOLVED("the host name could not be resolved"),
      ADDRESS_REFUSED("the host name leads to an address that is not public"),
      NOT_CONNECTED("no connection could be made"),
      TLS("the TLS handshake failed, or the certificate is not valid for the host"),
      TIMED_OUT("the answer did not come in time"),
      BROKEN_OFF("the connection was closed before an answer came"),
      NOT_HTTP("the answer was not HTTP/1.1"),
      HEAD_TOO_LONG("the answer's headers were too long"),
      BARE_LINE_FEED("the answer is not HTTP/1.1: a line ends with a bare LF instead of CR LF"),
      TWO_LENGTHS("the answer is not HTTP/1.1: it has more than one Content-Length"),
      NO_LENGTH("the answer is not HTTP/1.1: its Content-Length is not a number");

      private final String sentence;

      Reason(String sentence) {
        this.sentence = sentence;
      }

      /// For a person.
      public String sentence() {
        return sentence;
      }
    }
  }

  /// A stable name for metrics and APIs.
  default String label() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case Refused _ -> "refused";
      case Erred _ -> "erred";
      case Gone _ -> "gone";
      case Later _ -> "later";
      case Failed _ -> "failed";
    };
  }

  /// The outcome in words, for a person.
  default String sentence() {
    return switch (this) {
      case Accepted(var answer) -> "the receiver answered " + answer.status();
      case Refused(var answer) -> "the receiver answered " + answer.status();
      case Erred(var answer, _) -> "the receiver answered " + answer.status();
      case Gone(var answer) -> "the receiver answered " + answer.status();
      case Later(var answer, _) -> "the receiver answered " + answer.status();
      case Failed(var reason) -> reason.sentence();
    };
  }

  /// What an answer means. The status alone decides, as soon as it is known.
  ///
  /// Source:
  /// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#delivery-success-and-failure>.
  /// It differs in this: the 4xx that blame the message, and the 5xx that may concern this message
  /// alone, are told apart from those of a receiver that is down, too busy, or not reached by the
  /// proxy in front of it (including Cloudflare's 52x).
  static DeliveryOutcome of(Answer answer, Optional<Duration> retryAfter) {
    int status = answer.status();
    return switch (status) {
      case 408, 425, 429 -> new Later(answer, retryAfter);
      case 410 -> new Gone(answer);
      case 502, 503, 504, 507, 509, 521, 522, 523, 524, 525, 526, 527, 529, 530, 598, 599 ->
          new Later(answer, retryAfter);
      default ->
          switch (status / 100) {
            case 2 -> new Accepted(answer);
            case 4 -> new Refused(answer);
            case 5 -> new Erred(answer, retryAfter);
            default -> new Later(answer, retryAfter);
          };
    };
  }
}
