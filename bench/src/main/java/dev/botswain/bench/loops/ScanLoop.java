package dev.botswain.bench.loops;

import dev.botswain.discord.gateway.EventNames;
import dev.botswain.discord.gateway.PayloadScanner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Finding `op`, `s`, `t` and `d` in a payload.
@State(Scope.Thread)
public class ScanLoop {
  private final PayloadScanner scanner = new PayloadScanner(new EventNames());
  private final byte[] message = Payloads.messageCreate();
  private final byte[] guild = Payloads.guildCreate();

  @Benchmark
  public long message() {
    scanner.scan(message, message.length);
    return scanner.sequence();
  }

  @Benchmark
  public long guild() {
    scanner.scan(guild, guild.length);
    return scanner.sequence();
  }
}
