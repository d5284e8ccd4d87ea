package dev.botswain;

/// The server would be reachable for others, and nothing says who may log bots in. The message is
/// for the person who started the program.
final class UndecidedLoginException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndecidedLoginException(String host) {
    super(
        """
        others can reach %s, and nothing says who may log bots in. Set one of:
        BOTSWAIN_LOGIN=invited
        BOTSWAIN_LOGIN=open
        With the first, only applications that you list or invite may log in; with the second, \
        everybody who reaches the server. Or listen on 127.0.0.1 alone: BOTSWAIN_HOST=127.0.0.1\
        """
            .formatted(host));
  }
}
