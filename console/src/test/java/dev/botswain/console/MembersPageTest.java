package dev.botswain.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.AuditEntry;
import dev.botswain.sim.world.Guild;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Members are found, looked at and moderated, one or many.
class MembersPageTest {
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start(SimOptions.DEFAULT.withLimits(false), Map.of());
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Guild harbour() {
    return site.sim().world().guilds().all().stream()
        .filter(guild -> guild.name().equals("The Harbour"))
        .findFirst()
        .orElseThrow();
  }

  /// The name of somebody without roles whom nobody else is called like.
  private static String join(String name) {
    return site.sim()
        .call(() -> {
          var world = site.sim().world();
          world.members().add(harbour(), world.users().create(world.newId(), name, null));
          return name;
        });
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator inDialog(Page page, String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator listed(Page page) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Members"))
        .getByRole(AriaRole.LISTITEM);
  }

  private static void search(Page page, String text) {
    page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search")).fill(text);
  }

  @ParameterizedTest
  @EnumSource(Window.Size.class)
  void list_inEachSize_isAccessibleAndFits(Window.Size size) {
    try (var window = site.window(size)) {
      window.login().openPage("members");
      Page page = window.page();
      assertThat(page.getByText(Pattern.compile("^1,2\\d\\d members$"))).isVisible();

      window.assertNoSidewaysScroll();
      if (size != Window.Size.NARROW) {
        window.assertAccessibleInBothThemes();
      }
      button(page, "Table").click();
      assertThat(page).hasURL(Pattern.compile("view=table"));
      window.assertAccessible().assertNoSidewaysScroll();
    }
  }

  @Test
  void search_roleAndDate_narrowTheList_andAreInTheAddress() {
    join("zzfindme");
    try (var window = site.window()) {
      window.login().openPage("members");
      Page page = window.page();
      search(page, "zzfind");
      assertThat(listed(page)).hasCount(1);
      assertThat(page).hasURL(Pattern.compile("q=zzfind"));

      page.reload();
      assertThat(listed(page)).hasCount(1);
      page.getByLabel("Joined since").fill("2099-01-01");
      assertThat(page.getByText("Nobody fits")).isVisible();
    }
  }

  @Test
  void member_whoJoinsNow_appearsByItself() {
    try (var window = site.window()) {
      window.login().openPage("members?q=zzlate");
      Page page = window.page();
      assertThat(page.getByText("Nobody fits")).isVisible();
      join("zzlatecomer");
      assertThat(button(page, "zzlatecomer")).isVisible();
    }
  }

  @Test
  void timeOut_byKeyboardAlone_isDoneWithItsReason() {
    String name = join("zzkeyboard");
    try (var window = site.window()) {
      window.login().openPage("members?q=" + name);
      Page page = window.page();
      window.tabTo(button(page, name)).press("Enter");
      window.tabTo(inDialog(page, "Time out")).press("Enter");
      assertThat(page.getByText("This would work")).isVisible();
      window.tabTo(page.getByLabel("Reason")).type("Quiet please");
      window.tabTo(inDialog(page, "Time " + name + " out")).press("Enter");

      assertThat(page.getByRole(AriaRole.DIALOG).getByText("timed out", exact())).isVisible();
      assertThat(
              site.sim().call(() -> harbour().auditLog().stream().map(AuditEntry::reason).toList()))
          .contains("Quiet please");
      window.assertAccessible();
      window.press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  void act_thatWouldFail_saysWhy_andItsButtonIsOff() {
    String owner = site.sim().call(() -> Long.toString(harbour().ownerId()));
    try (var window = site.window(Window.Size.PHONE)) {
      window.login().openPage("members?member=" + owner);
      Page page = window.page();
      inDialog(page, "Kick").click();
      assertThat(page.getByText("This would fail: nobody can do this to the owner of the guild."))
          .isVisible();
      Locator kick =
          page.getByRole(AriaRole.DIALOG)
              .getByRole(
                  AriaRole.BUTTON,
                  new Locator.GetByRoleOptions().setName(Pattern.compile("^Kick .+")));
      assertThat(kick).isDisabled();
      window.assertAccessibleInBothThemes().assertNoSidewaysScroll();
    }
  }

  @Test
  void bulk_tellsOfEach_andRetriesWhatFailed() {
    for (int i = 0; i < 4; i++) {
      join("zzbulk" + i);
    }
    try (var window = site.window()) {
      rank("zzbulk0", true);
      window.login().openPage("members?q=zzbulk").allow("PUT /api/members/.* 403");
      Page page = window.page();
      page.getByLabel("Select all shown").check();
      button(page, "Do something to them…").click();
      assertThat(page.getByText("Of 4, it would work for 3 and fail for 1:")).isVisible();
      window.assertAccessibleInBothThemes();
      assertThat(inDialog(page, "Time out for 3")).isVisible();
      page.getByLabel("Leave out those for whom it would fail").uncheck();
      inDialog(page, "Time out for 4").click();
      assertThat(page.getByText("3 done, 1 failed")).isVisible();
      assertThat(page.getByText("the member's role Harbour Master is not below")).isVisible();
      window.assertAccessible();
      rank("zzbulk0", false);
      inDialog(page, "Retry 1").click();
      assertThat(page.getByText("4 done, 0 failed")).isVisible();
      inDialog(page, "Done").click();

      assertThat(page.getByText("timed out", new Page.GetByTextOptions().setExact(true)))
          .hasCount(4);
    }
  }

  /// Gives somebody a role above the bot's, or takes all roles.
  private static void rank(String name, boolean high) {
    site.sim()
        .call(() -> {
          var guild = harbour();
          var member =
              guild.members().stream()
                  .filter(one -> one.user().username().equals(name))
                  .findFirst()
                  .orElseThrow();
          long role =
              guild.roles().stream()
                  .filter(one -> one.name().equals("Harbour Master"))
                  .findFirst()
                  .orElseThrow()
                  .id();
          return site.sim()
              .world()
              .members()
              .update(
                  guild,
                  member,
                  changed -> changed.roleIds(high ? new long[] {role} : new long[0]));
        });
  }
}
