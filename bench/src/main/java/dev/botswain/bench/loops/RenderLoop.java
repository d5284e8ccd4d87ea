package dev.botswain.bench.loops;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.action.MessageView;
import dev.botswain.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// From the bytes of a hundred messages to the answer for a caller.
@State(Scope.Thread)
public class RenderLoop {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] bytes = Payloads.messages();
  private final List<MessageView> views = views();

  @Benchmark
  public int parse() throws IOException {
    return parsed().size();
  }

  @Benchmark
  public Answer render() {
    return Answer.json(views);
  }

  private List<MessageView> parsed() throws IOException {
    try (var parser = JSON.createParser(bytes)) {
      parser.nextToken();
      var list = new ArrayList<MessageView>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(MessageView.read(parser));
      }
      return list;
    }
  }

  private List<MessageView> views() {
    try {
      return parsed();
    } catch (IOException e) {
      throw new IllegalStateException("the sample is no JSON", e);
    }
  }
}
