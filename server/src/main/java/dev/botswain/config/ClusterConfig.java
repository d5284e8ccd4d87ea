package dev.botswain.config;

import java.net.URI;
import java.util.Optional;

/// How several nodes on one store reach each other.
public record ClusterConfig(
    @Setting(
            name = "NODE_PORT",
            preset = "0",
            least = "0",
            most = "65535",
            text =
                "The port for other nodes, where `BOTSWAIN_STORE` is set; 0 takes any free port. It"
                    + " speaks plain HTTP and admits nodes with the same secret key alone; callers"
                    + " must not reach it.")
        int port,
    @Setting(
            name = "NODE_HOST",
            preset = "",
            form = Form.OPTIONAL_HOST,
            text =
                "The address for other nodes to listen on. Without it, the address from which this"
                    + " node reaches the store.")
        Optional<String> host,
    @Setting(
            name = "NODE_URL",
            preset = "",
            form = Form.PUBLIC_URL,
            text =
                "The address at which other nodes reach this one, if it is not the one that it"
                    + " listens on.")
        Optional<URI> url,
    @Setting(
            name = "NODE_EGRESS",
            preset = "default",
            form = Form.NAME,
            text =
                "A name for the address from which this node reaches Discord. Nodes with the same"
                    + " name share the count of invalid requests, so nodes behind one address need"
                    + " the same.")
        String egress) {
  static ClusterConfig of(Reading.Values from) {
    return new ClusterConfig(from.next(), from.next(), from.next(), from.next());
  }
}
