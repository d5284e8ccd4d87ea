package dev.botswain.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A form with files, as clients write it.
public final class Form {
  private static final String BOUNDARY = "a-boundary";

  /// Its media type.
  public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Form field(String name, String value) {
    return part("name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
  }

  public Form file(String filename, byte[] content) {
    return file(filename, null, content);
  }

  public Form file(String filename, String type, byte[] content) {
    return part("name=\"any\"; filename=\"" + filename + "\"", type, content);
  }

  /// A part whose headers the test writes, without their end.
  public Form part(String head, String content) {
    bytes.writeBytes(
        ("--" + BOUNDARY + "\r\n" + head + "\r\n\r\n" + content + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private Form part(String disposition, String type, byte[] content) {
    bytes.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n")
                + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public byte[] end() {
    bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
