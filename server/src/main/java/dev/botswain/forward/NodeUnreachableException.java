package dev.botswain.forward;

import dev.botswain.cluster.Peer;

/// Another node gave no answer: it cannot be reached, is too slow, or broke off. What was asked may
/// have been done.
public final class NodeUnreachableException extends RuntimeException {
  NodeUnreachableException(Peer peer, String reason, Throwable cause) {
    super("the node at " + peer.url() + " " + reason, cause);
  }

  NodeUnreachableException(Peer peer, String reason) {
    super("the node at " + peer.url() + " " + reason, null, false, false);
  }
}
