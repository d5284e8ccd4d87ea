package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.api.TestApi;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors for bodies that use more of JSON Schema than today's contract.
class SchemaCheckTest {
  private final SchemaCheck check =
      new SchemaCheck(
          TestApi.contractOf(
                  ("""
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
                          tags:
                            type: array
                            minItems: 1
                            maxItems: 3
                            uniqueItems: true
                            x-expected: a list of tags
                            items: {enum: [red, green, blue]}
                          either:
                            type: object
                            minProperties: 1
                            properties: {a: {}, b: {}}
                          embeds:
                            type: array
                            maxItems: 2
                            items:
                              type: object
                              required: [title]
                              properties:
                                title: {type: string}
                                'a/b': {type: string}
                                labels: {type: object, additionalProperties: {type: string}}
                                pair: {type: object, required: [x, y]}
                                three: {type: object, required: [x, y, z]}
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
        "{'content':'a','embeds':[{'title':'a'},{'title':'b'},{'title':'c'}]} | embeds | must be a"
            + " list of at most 2 items",
        "{'content':'a','embeds':[{'title':'a'},{}]} | embeds[1].title | is required",
        "{'content':'a','embeds':[{'title':5}]} | embeds[0].title | must be text",
        "{'content':'a','embeds':[{'title':'a','a/b':5}]} | embeds[0].a/b | must be text",
        "{'content':'a','embeds':[{'title':'a','labels':{'x':5}}]} | embeds[0].labels.x | must be"
            + " text",
        "{'content':'a','embeds':[5]} | embeds[0] | must be an object",
        "{'count':1,'x':1} | content | is required",
        "{'content':'a','conten':1} | conten | is not known here; there are content, count, most,"
            + " weight, when, quiet, topic, target, fixed, tags, either, embeds; perhaps content is"
            + " meant",
        "{'content':'a','tags':[]} | tags | needs at least one item",
        "{'content':'a','tags':['red','red']} | tags | must not have the same item twice",
        "{'content':'a','tags':['red','blue','green','red']} | tags | must have at most 3 items",
        "{'content':'a','tags':['read']} | tags[0] | must be one of red, green, blue; perhaps red"
            + " is meant",
        "{'content':'a','tags':['x']} | tags[0] | must be one of red, green, blue",
        "{'content':'a','either':{}} | either | needs at least one property, of a, b",
        "{'content':'a','embeds':[{'title':'a','pair':{}}]} | embeds[0].pair.x | is required, and"
            + " so is embeds[0].pair.y",
        "{'content':'a','embeds':[{'title':'a','three':{}}]} | embeds[0].three.x | is required, and"
            + " so are embeds[0].three.y, embeds[0].three.z",
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
