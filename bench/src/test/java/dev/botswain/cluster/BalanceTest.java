package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How bots are evened out over two nodes, in simulated time.
class BalanceTest {
  private static final int BOTS = 6;

  private final World world = new World(1);
  private final Witness witness = new Witness(world);
  private final StoreState store = new StoreState(world, Removed.NONE, witness);
  private final Weather weather = new Weather(world);
  private final ToyDiscord discord = new ToyDiscord(world, witness);
  private final List<ToyNode> nodes = new ArrayList<>();

  private ToyNode start(String url) {
    var process = new ToyProcess(world, 1, witness::look);
    var link = new StoreLink(weather, store, process);
    var node = new ToyNode(process, link, discord, weather, witness, Removed.NONE);
    process.receive(() -> node.cluster.start(url, (_, _) -> Future.succeededFuture()));
    nodes.add(node);
    return node;
  }

  private void pass(long seconds) {
    long until = world.now() + seconds * World.SECOND;
    while (world.now() < until && world.step()) {}
  }

  private List<Integer> loads() {
    return nodes.stream().map(this::load).sorted().toList();
  }

  private int load(ToyNode node) {
    int load = 0;
    for (long bot : store.bots()) {
      load += Objects.equals(store.owner(bot), node.name()) ? 1 : 0;
    }
    return load;
  }

  @Test
  void bots_thatAreBeingLoggedIn_stayUntilThatIsOver() {
    ToyNode first = start("http://first");
    start("http://second");
    pass(3);
    for (long bot = 1; bot <= BOTS; bot++) {
      long taken = bot;
      discord.addBot(taken);
      first.process.receive(() -> first.cluster.take(taken));
    }

    pass(8);
    assertThat(load(first)).isEqualTo(BOTS);

    pass(12);
    assertThat(loads()).containsExactly(BOTS / 2, BOTS / 2);
    assertThat(witness.fault()).isNull();
  }

  @Test
  void bots_ofAnEarlierRun_areEvenedOutAtOnce() {
    for (long bot = 1; bot <= BOTS; bot++) {
      discord.addBot(bot);
      store.addBot(bot);
    }
    start("http://first");
    pass(3);
    start("http://second");

    pass(8);

    assertThat(loads()).containsExactly(BOTS / 2, BOTS / 2);
    assertThat(witness.fault()).isNull();
  }
}
