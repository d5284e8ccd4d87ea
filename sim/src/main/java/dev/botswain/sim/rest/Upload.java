package dev.botswain.sim.rest;

import io.vertx.core.buffer.Buffer;

/// A file of a multipart body.
///
/// @param field the name of its part, such as `files[0]`
record Upload(String field, String filename, String contentType, Buffer content) {}
