package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said about bodies with more in them than today's contract has.
class SchemaCheckTest {
  private final SchemaCheck check =
      new SchemaCheck(
          new Contract(
                  ContractYaml.parse(
                      """
                      paths: {}
                      components:
                        schemas:
                          Message:
                            type: object
                            additionalProperties: false
                            required: [content]
                            properties:
                              content: {type: string, minLength: 1, maxLength: 5}
                              count: {type: integer, minimum: 1}
                              most: {type: integer, maximum: 9}
                              weight: {type: number}
                              when: {type: string, format: date-time}
                              quiet: {type: boolean}
                              topic: {type: [string, 'null']}
                              target: {oneOf: [{type: integer}, {type: boolean}]}
                              fixed: {const: 7}
                              embeds:
                                type: array
                                maxItems: 2
                                items:
                                  type: object
                                  required: [title]
                                  properties:
                                    title: {type: string}
                                    'a/b': {type: string}
                      """))
              .document()
              .getJsonObject("components")
              .getJsonObject("schemas")
              .getJsonObject("Message"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'content':''} | content | must be text of 1 to 5 characters",
        "{'content':'abcdef'} | content | must be text of 1 to 5 characters",
        "{'content':'a','count':0} | count | must be a whole number of at least 1",
        "{'content':'a','count':1.5} | count | must be a whole number of at least 1",
        "{'content':'a','most':10} | most | must be a whole number of at most 9",
        "{'content':'a','weight':'1'} | weight | must be a number",
        "{'content':'a','when':1} | when | must be a time in ISO 8601",
        "{'content':'a','when':'later'} | when | must be a time in ISO 8601",
        "{'content':'a','quiet':1} | quiet | must be true or false",
        "{'content':'a','topic':1} | topic | must be text or null",
        "{'content':'a','target':'x'} | target | must be a whole number or true or false",
        "{'content':'a','fixed':8} | fixed | must be 7",
        "{'content':'a','embeds':{}} | embeds | must be a list of at most 2 items",
        "{'content':'a','embeds':[{'title':'a'},{'title':'b'},{'title':'c'}]} | embeds | must be a list of at most 2 items",
        "{'content':'a','embeds':[{'title':'a'},{}]} | embeds[1].title | is required",
        "{'content':'a','embeds':[{'title':5}]} | embeds[0].title | must be text",
        "{'content':'a','embeds':[{'title':'a','a/b':5}]} | embeds[0].a/b | must be text",
        "{'content':'a','embeds':[5]} | embeds[0] | must be an object",
        "{'count':1,'x':1} | content | is required",
      })
  void check_wrongPart_isNamedWithWhatItMustBe(String json, String field, String expectation) {
    var value = JsonText.parse(Buffer.buffer(json.replace('\'', '"')));

    assertThatThrownBy(() -> check.check("body", value))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refusal -> {
              assertThat(refusal.details()).containsEntry("field", field);
              assertThat(refusal).hasMessage(field + " " + expectation);
            });
  }

  @Test
  void check_fittingValue_passes() {
    check.check(
        "body",
        JsonText.parse(
            Buffer.buffer(
                """
                {"content": "ahoy", "topic": null, "when": "2026-11-23T12:00:00Z", "weight": 1e3,
                 "target": true, "fixed": 7, "embeds": [{"title": "a", "more": [1, 2.5, null]}]}
                """)));
  }
}
