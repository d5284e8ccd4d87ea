package dev.botswain.forward;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Mount;
import dev.botswain.http.Passage;
import java.util.function.Consumer;

/// Answers `/raw` as a test says.
final class RawMount implements Mount {
  volatile Consumer<Passage> taken = passage -> passage.send(Answer.empty(204));

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith("/raw");
  }

  @Override
  public String methods() {
    return "GET, POST";
  }

  @Override
  public String shown(String path) {
    return path;
  }

  @Override
  public Answer refusal(RequestRefusedException refusal) {
    var answer = Answer.json(java.util.Map.of("code", refusal.error().code()));
    return answer.status(refusal.error().status());
  }

  @Override
  public void take(Passage passage) {
    taken.accept(passage);
  }
}
