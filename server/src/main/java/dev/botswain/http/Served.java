package dev.botswain.http;

import java.time.Duration;
import java.util.List;

/// What an [HttpFront] serves.
///
/// @param resources answer all operations of the contract, and no others
/// @param tickets with which some operations are called in the place of a secret
/// @param answerWithin after which a caller is answered with 504 who waits
public record Served(
    Contract contract,
    List<Resource> resources,
    Admission admission,
    Tickets tickets,
    Failures failures,
    Duration answerWithin) {}
