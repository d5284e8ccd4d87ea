package dev.botswain;

import dev.botswain.discord.rest.AddressCounts;
import dev.botswain.store.ProcessStore;
import dev.botswain.store.ProcessStore.Others;
import dev.botswain.store.ProcessStore.Report;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells other processes on the store each second what this one has counted, and learns what they
/// have: invalid requests behind the same address, rejected tokens, what tenants use. Confined to
/// its event loop.
final class ProcessCounts {
  private static final Logger log = LoggerFactory.getLogger(ProcessCounts.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final ProcessStore store;
  private final Core core;
  private final AddressCounts address;
  private final String egress;
  private boolean asking;
  private boolean failed;

  ProcessCounts(Foundation on, Core core) {
    this.store = on.store().processes();
    this.core = core;
    this.address = core.discord.rest().addressCounts();
    this.egress = on.config().cluster().egress();
  }

  void start(Vertx vertx) {
    address.take(); // From now on it collects.
    vertx.getOrCreateContext().runOnContext(_ -> new Alarm(vertx).setEvery(EVERY, this::exchange));
  }

  private void exchange() {
    if (asking) {
      return;
    }
    asking = true;
    AddressCounts.New counted = address.take();
    store
        .exchange(report(counted))
        .onComplete(asked -> {
          if (asked.succeeded()) {
            learn(asked.result());
          } else {
            address.putBack(counted);
            tellOnce(asked.cause());
          }
          failed = asked.failed();
          asking = false;
        });
  }

  private void tellOnce(Throwable cause) {
    if (!failed) {
      log.warn("What other nodes count cannot be read: {}", cause.toString());
    }
  }

  private Report report(AddressCounts.New counted) {
    return new Report(
        core.audit.run().number(),
        core.audit.run(),
        egress,
        counted.invalid(),
        counted.rejected().stream()
            .map(one -> new ProcessStore.Rejected(one.hash(), one.network(), one.age()))
            .toList(),
        TenantUse.here(core));
  }

  private void learn(Others others) {
    address.learn(new AddressCounts.Others(invalid(others), rejected(others)));
    core.audit.alive(others.runs());
    core.registry.tenants().elsewhere(others.used());
  }

  private static List<AddressCounts.Invalid> invalid(Others others) {
    return others.invalid().stream()
        .map(one -> new AddressCounts.Invalid(one.bot(), one.age(), one.count()))
        .toList();
  }

  private static List<AddressCounts.Rejected> rejected(Others others) {
    return others.rejected().stream()
        .map(one -> new AddressCounts.Rejected(one.hash(), one.network(), one.age()))
        .toList();
  }
}
