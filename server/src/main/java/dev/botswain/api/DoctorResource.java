package dev.botswain.api;

import dev.botswain.doctor.Doctor;
import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.Map;

/// What is wrong with the session's bot.
final class DoctorResource implements Resource {
  private final Doctor doctor;

  DoctorResource(Doctor doctor) {
    this.doctor = doctor;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("examineBot", call -> Answer.json(doctor.examine(Callers.bot(call))));
  }
}
