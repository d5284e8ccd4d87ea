package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.ReadyFile;
import dev.botswain.sim.world.World;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of messages, the newest up to a bound, like Discord's CDN. Unlike there, their URLs
/// are not signed and do not expire.
final class Attachments {
  static final String PATH = "/attachments/";

  private static final long MAX_BYTES = 64 << 20;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

  private final World world;
  private final Map<String, Upload> files = new LinkedHashMap<>();
  private long bytes;

  Attachments(World world) {
    this.world = world;
  }

  /// Stores a file and creates its attachment object.
  ObjectNode add(Upload upload, long channelId, long id, String host) {
    String name = UNSAFE.matcher(upload.filename()).replaceAll("_");
    String path = PATH + channelId + "/" + id + "/" + name;
    files.put(path, upload);
    bytes += upload.content().length();
    Iterator<Upload> oldest = files.values().iterator();
    while (bytes > MAX_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().content().length();
      oldest.remove();
    }
    String url = "http://" + host + path;
    ObjectNode attachment =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", Long.toString(id))
            .put("filename", name)
            .put("size", upload.content().length())
            .put("url", url)
            .put("proxy_url", url)
            .put("content_type", MediaType.of(upload));
    MediaType.Picture picture = MediaType.Picture.read(upload.content());
    if (picture != null) {
      attachment.put("width", picture.width()).put("height", picture.height());
    }
    return attachment;
  }

  /// The file at a path: one that was uploaded, or one of a ready-made message.
  Served get(String path) {
    @Nullable Upload upload = files.get(path);
    if (upload != null) {
      return new Served.Now(
          new Answer(200, Map.of("Content-Type", MediaType.of(upload)), upload.content()));
    }
    @Nullable ReadyFile ready = world.files().get(path);
    return ready == null
        ? new Served.Now(Answer.plain(404, "This content is no longer available."))
        : new Served.Made(Map.of("Content-Type", ready.mediaType()), ready.content());
  }
}
