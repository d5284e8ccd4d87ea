package dev.botswain.sim.junit;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A sim for tests with JUnit Jupiter. In a static field, or with `@ExtendWith` on a class, it is
/// one sim for all tests of the class and its nested classes; in an instance field, it is a new sim
/// for each test. Parameters of type [Sim] receive it.
///
/// ```java
/// @RegisterExtension static final SimExtension SIM = new SimExtension(SimOptions.DEFAULT);
///
/// @Test
/// void ping_isAnswered(Sim sim) { … }
/// ```
///
/// Source: <https://docs.junit.org/current/user-guide/#extensions>.
public final class SimExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final SimOptions options;

  /// Null while none runs.
  private @Nullable Running running;

  /// @param startedFor the unique id of the class or test whose sim it is
  private record Running(Sim sim, String startedFor) {}

  /// The demo world on any free port.
  public SimExtension() {
    this(SimOptions.DEFAULT);
  }

  public SimExtension(SimOptions options) {
    this.options = options;
  }

  /// The sim.
  ///
  /// @throws IllegalStateException outside tests and their set-up and tear-down
  public synchronized Sim sim() {
    if (running == null) {
      throw new IllegalStateException("no sim runs now: is the extension registered?");
    }
    return running.sim();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stop(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop(context);
  }

  private synchronized void start(ExtensionContext context) {
    if (running == null) {
      running = new Running(Sim.start(options), context.getUniqueId());
    }
  }

  private synchronized void stop(ExtensionContext context) {
    if (running != null && running.startedFor().equals(context.getUniqueId())) {
      Sim over = running.sim();
      running = null;
      over.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sim.class;
  }

  @Override
  public Sim resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return sim();
  }
}
