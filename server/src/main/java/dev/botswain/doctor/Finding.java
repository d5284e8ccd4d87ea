package dev.botswain.doctor;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong, as callers see it.
///
/// @param code see [FindingCode]
/// @param check which check found it
/// @param evidence facts: numbers, ids and names, never a secret or what somebody wrote
/// @param link to the page of Discord's where it can be mended, or null
public record Finding(
    String code,
    String severity,
    String check,
    String sentence,
    Map<String, Object> evidence,
    String remedy,
    @Nullable String link) {

  /// @param applicationId for the link; null if it is not known
  static Finding of(
      FindingCode code,
      Severity severity,
      String check,
      Map<String, Object> evidence,
      @Nullable String applicationId) {
    FindingCode.Page page = code.page();
    return new Finding(
        code.code(),
        severity.label(),
        check,
        code.sentence(),
        evidence,
        code.remedy(),
        page == null || applicationId == null ? null : page.of(applicationId));
  }

  Severity howBad() {
    return Severity.valueOf(severity.toUpperCase(Locale.ROOT));
  }

  boolean isNotice() {
    return howBad() == Severity.NOTICE;
  }
}
