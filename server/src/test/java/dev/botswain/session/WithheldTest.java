package dev.botswain.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.event.Event;
import dev.botswain.store.StoredEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTest {
  private static final Grant EVENTS = Grant.narrow(Set.of(Scope.EVENTS), Set.of(), Set.of());

  private static Event event(String type, String data) {
    return new Event(new StoredEvent(1, 2, type, 3, data.replace('\'', '"').getBytes(UTF_8)));
  }

  private static String seen(Grant grant, Event event) {
    return new String(grant.reduced(event).data(), UTF_8).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERACTION_CREATE | {'id':'1','token':'t','d':1.50} | {'id':'1','token':'[REDACTED]','d':1.50}
          INTERACTION_CREATE | {'a':[{'token':{'x':[1]}}],'b':2} | {'a':[{'token':'[REDACTED]'}],'b':2}
          INTERACTION_CREATE | {'token':'t','token':'u'} | {'token':'[REDACTED]','token':'[REDACTED]'}
          INTERACTION_CREATE | {'t\\u006fken':'t'} | {'token':'[REDACTED]'}
          INTERACTION_CREATE | {'token':'t', | {}
          INTERACTION_CREATE | no JSON | {}
          VOICE_SERVER_UPDATE | {'token':'t','endpoint':null} | {'token':'[REDACTED]','endpoint':null}
          VOICE_SERVER_UPDATE | {'token':null} | {'token':null}
          VOICE_STATE_UPDATE | {'session_id':'s'} | {'session_id':'[REDACTED]'}
          READY | {'session_id':'s'} | {'session_id':'[REDACTED]'}
          GUILD_CREATE | {'voice_states':[{'session_id':'s'}]} | {'voice_states':[{'session_id':'[REDACTED]'}]}
          MESSAGE_CREATE | {'token':'t','session_id':'s'} | {'token':'t','session_id':'s'}
          """)
  void event_toASessionForEvents_isWithoutWhatGivesPower(String type, String came, String left) {
    assertThat(seen(EVENTS, event(type, came))).isEqualTo(left);
    assertThat(seen(Grant.FULL, event(type, came))).isEqualTo(came);
  }

  @Test
  void event_reducedForMany_isOneAndTheSame() {
    Event event = event("INTERACTION_CREATE", "{'token':'t'}");

    assertThat(EVENTS.reduced(event)).isSameAs(EVENTS.reduced(event));
    assertThat(Grant.FULL.reduced(event)).isSameAs(event);
  }
}
