package dev.botswain;

import dev.botswain.config.Config;
import dev.botswain.config.DataConfig;
import dev.botswain.store.Store;
import dev.botswain.store.memory.MemoryStore;
import dev.botswain.store.postgres.PostgresStore;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sqlite.SqliteStore;
import dev.botswain.trace.Traces;
import dev.botswain.trace.otlp.OtlpTraces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Clock;

/// What all parts of a server use.
record Foundation(
    Config config,
    Clock clock,
    Store store,
    Vertx vertx,
    PrometheusMeterRegistry metrics,
    ThisNode node,
    Traces traces) {
  /// It would be in the temporary folder, which may be read-only. Nothing is read by way of it.
  private static final FileSystemOptions NO_CACHE =
      new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);

  /// Opens the store.
  ///
  /// @throws dev.botswain.store.StoreUnusableException if the data cannot be used
  static Foundation of(Config config, Clock clock) {
    DataConfig data = config.data();
    Store store = open(data, clock);
    data.folder().ifPresent(folder -> NativeCode.layOut(folder.resolve("native")));
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setFileSystemOptions(NO_CACHE)
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors())));
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return new Foundation(
        config,
        clock,
        store,
        vertx,
        metrics,
        new ThisNode(config, store, vertx, metrics),
        config.traces().isOn() ? traces(config, vertx, metrics) : Traces.OFF);
  }

  /// They are exported when the event loops close: everything that has spans has ended then.
  private static Traces traces(Config config, Vertx vertx, PrometheusMeterRegistry metrics) {
    Traces traces = OtlpTraces.open(config.traces(), Version.CURRENT, metrics);
    ((VertxInternal) vertx)
        .addCloseHook(done ->
            Thread.ofVirtual()
                .name("traces-close")
                .start(() -> {
                  traces.close();
                  done.succeed();
                }));
    return traces;
  }

  private static Store open(DataConfig data, Clock clock) {
    var keys = KeySource.of(data.keys(), data.keyFile());
    if (data.store().isPresent()) {
      return PostgresStore.open(data.store().get(), keys, clock);
    }
    return data.folder()
        .<Store>map(folder -> SqliteStore.open(folder, keys, clock))
        .orElseGet(MemoryStore::new);
  }
}
