package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest {
  private static final int V2 = 1 << 15;

  private Harbour harbour;
  private String messages;

  @BeforeEach
  void open() {
    harbour = new Harbour();
    messages = "/channels/" + harbour.general.id() + "/messages";
  }

  @AfterEach
  void close() {
    harbour.close();
  }

  /// @param components JSON with single quotes
  private Reply send(int flags, String components) {
    return harbour.call(
        "POST",
        messages,
        "{\"content\":%s,\"flags\":%d,\"components\":%s}"
            .formatted(flags == V2 ? "null" : "\"x\"", flags, components.replace('\'', '"')));
  }

  private static String row(String inside) {
    return "[{'type':1,'components':[" + inside + "]}]";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':2,'style':1,'label':'Sail','custom_id':'a'}",
        "{'type':2,'style':5,'label':'Chart','url':'https://example.org'}",
        "{'type':2,'style':6,'sku_id':'1234567890123456789'}",
        "{'type':3,'custom_id':'a','options':[{'label':'one','value':'1'}]}",
        "{'type':8,'custom_id':'a','channel_types':[0],'max_values':25}"
      })
  void row_asDocumented_isTaken(String inside) {
    assertThat(send(0, row(inside)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':2,'custom_id':'a'}                                   | style",
        "{'type':2,'style':7,'custom_id':'a'}                         | style",
        "{'type':2,'style':1,'label':'Sail'}                          | custom_id",
        "{'type':2,'style':1,'custom_id':'a','url':'https://a.example'} | url",
        "{'type':2,'style':5,'label':'Chart'}                         | url",
        "{'type':2,'style':5,'url':'https://a.example','custom_id':'a'} | custom_id",
        "{'type':2,'style':6,'sku_id':'1','label':'Buy'}              | label",
        "{'type':3,'custom_id':'a'}                                   | options",
        "{'type':3,'custom_id':'a','options':[]}                      | options",
        "{'type':3,'custom_id':'a','options':[{'label':'one'}]}       | options.0.value",
        "{'type':5,'custom_id':'a','max_values':26}                   | max_values",
        "{'type':5}                                                   | custom_id",
        "{'type':4,'custom_id':'a','style':1,'label':'x'}             | type"
      })
  void row_withWhatIsWrong_isRefused(String inside, String at) {
    assertThat(send(0, row(inside)).errorAt("components.0.components.0." + at)).isNotEmpty();
  }

  @Test
  void row_withTooMuchInIt_isRefused() {
    String menu = "{'type':5,'custom_id':'m'}";
    String buttons = "";
    for (int i = 0; i < 6; i++) {
      buttons += (i == 0 ? "" : ",") + "{'type':2,'style':1,'custom_id':'b" + i + "'}";
    }

    assertThat(send(0, row(buttons)).errorAt("components.0.components"))
        .isEqualTo("BASE_TYPE_BAD_LENGTH");
    assertThat(
            send(0, row(menu + ",{'type':2,'style':1,'custom_id':'b'}"))
                .errorAt("components.0.components"))
        .isEqualTo("COMPONENT_LAYOUT_WIDTH_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':10}                                                  | content",
        "{'type':2,'style':1,'custom_id':'a'}                         | type",
        "{'type':9,'components':[{'type':10,'content':'x'}]}          | accessory",
        "{'type':12,'items':[]}                                       | items",
        "{'type':14,'spacing':3}                                      | spacing",
        "{'type':17,'components':[{'type':17,'components':[]}]}       | components.0.type",
        "{'type':18,'label':'x','component':{'type':23,'custom_id':'a'}} | type",
        "{'type':13,'file':{'url':'https://example.org/a.txt'}}       | file.url"
      })
  void v2_withWhatIsWrong_isRefused(String component, String at) {
    assertThat(send(V2, "[" + component + "]").errorAt("components.0." + at)).isNotEmpty();
  }

  @Test
  void ids_leftOut_areOnesThatNoOtherHas() {
    JsonNode sent =
        send(
                V2,
                "[{'type':10,'content':'a'},{'type':10,'content':'b','id':1},"
                    + "{'type':10,'content':'c','id':0}]")
            .body()
            .path("components");

    assertThat(sent.findValuesAsText("id")).containsExactly("2", "1", "3");
    assertThat(
            send(V2, "[{'type':10,'content':'a','id':5},{'type':10,'content':'b','id':5}]")
                .errorAt("components.1.id"))
        .isEqualTo("COMPONENT_ID_DUPLICATED");
  }

  @Test
  void edit_toComponents_wantsTheRestEmptied() {
    String path =
        messages
            + "/"
            + harbour.call("POST", messages, "{\"content\":\"old\"}").body().path("id").asText();
    String components = "\"flags\":32768,\"components\":[{\"type\":10,\"content\":\"new\"}]";

    assertThat(harbour.call("PATCH", path, "{" + components + "}").errorAt("content"))
        .isEqualTo("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
    Reply edited = harbour.call("PATCH", path, "{\"content\":null," + components + "}");
    assertThat(edited.body().path("content").asText()).isEmpty();
    assertThat(edited.body().path("flags").asInt()).isEqualTo(V2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':18,'label':'Why','component':{'type':4,'custom_id':'a','style':2}}   | ",
        "{'type':1,'components':[{'type':4,'custom_id':'a','style':1,'label':'Why'}]} | ",
        "{'type':1,'components':[{'type':4,'custom_id':'a','style':1}]} | components.0.label",
        "{'type':18,'component':{'type':4,'custom_id':'a','style':2}}   | label",
        "{'type':18,'label':'Why','component':{'type':2,'custom_id':'a','style':2}} |"
            + " component.type",
        "{'type':2,'style':1,'custom_id':'a'}                           | type",
        "{'type':18,'label':'x','component':{'type':21,'custom_id':'a','options':[]}} |"
            + " component.options"
      })
  void modal_asDocumented_isTakenAndElseRefused(String component, String at) {
    var used = harbour.use("why");
    Reply reply =
        harbour.call(
            "POST",
            "/interactions/%d/%s/callback".formatted(used.id(), used.token()),
            ("{'type':9,'data':{'custom_id':'m','title':'Why','components':[" + component + "]}}")
                .replace('\'', '"'));

    if (at == null) {
      assertThat(reply.status()).isEqualTo(204);
    } else {
      assertThat(reply.errorAt("data.components.0." + at)).isNotEmpty();
    }
  }
}
