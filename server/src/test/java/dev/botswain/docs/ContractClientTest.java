package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.NodePackages;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The served contract, checked with third-party tools: a linter with its recommended rules, and a
/// generator of TypeScript clients, of which one is compiled strictly and used.
///
/// Needs Node; the test installs the tools itself below `target`, from
/// `src/test/contract/package-lock.json`.
class ContractClientTest {
  private static final String SOURCE = "server/src/test/contract";

  private static NodePackages packages;
  private static Botswain botswain;

  @BeforeAll
  static void start() throws Exception {
    packages = NodePackages.of(SOURCE, "contract");
    botswain = Botswain.start();
    Files.writeString(
        packages.folder().resolve("openapi.json"),
        botswain.get("/openapi.json", null).raw().body());
  }

  @AfterAll
  static void close() {
    if (botswain != null) {
      botswain.close();
    }
  }

  @Test
  void contract_linted_hasNothingToComplainOf() throws Exception {
    String found =
        packages.tool("@redocly/cli/bin/cli.js", "lint", "openapi.json", "--format=json");
    assertThat(found).contains("\"problems\": []");
  }

  @Test
  void client_generated_compilesStrictlyAndWorks() throws Exception {
    packages.copy(NodePackages.root().resolve(SOURCE).resolve("tsconfig.json"));
    packages.copy(NodePackages.root().resolve(SOURCE).resolve("client.ts"));
    packages.tool("openapi-typescript/bin/cli.js", "openapi.json", "-o", "contract.ts");
    packages.tool("typescript/bin/tsc", "-p", "tsconfig.json");

    assertThat(packages.run("node", "out/client.js", botswain.url(), Botswain.TOKEN))
        .contains("all is well");
  }
}
