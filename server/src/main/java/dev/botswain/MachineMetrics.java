package dev.botswain;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Metrics of the machine under the server: the JVM, the process, and the disk of the data folder.
final class MachineMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final Optional<Path> data;
  private volatile @Nullable JvmGcMetrics collections;

  /// @param data absent if nothing is stored
  MachineMetrics(MeterRegistry registry, Optional<Path> data) {
    this.registry = registry;
    this.data = data;
  }

  /// In parallel to everything else, because the JVM takes some time until it can report about
  /// itself.
  void start() {
    Thread.ofPlatform().name("machine-metrics").daemon().start(this::bind);
  }

  private void bind() {
    var collector = new JvmGcMetrics();
    Stream.<MeterBinder>of(
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new FileDescriptorMetrics(),
            collector)
        .forEach(binder -> binder.bindTo(registry));
    data.ifPresent(folder -> new DiskSpaceMetrics(folder.toFile()).bindTo(registry));
    collections = collector;
  }

  /// Stops listening to the collector.
  @Override
  public void close() {
    var collector = collections;
    if (collector != null) {
      collector.close();
    }
  }
}
