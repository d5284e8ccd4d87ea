package dev.botswain.http;

import java.time.Duration;
import java.util.List;

/// What an [HttpFront] serves.
///
/// @param resources implement all operations of the contract, and no others
/// @param tickets can replace a secret in some operations
/// @param answerWithin the time after which a waiting caller gets 504
public record Served(
    Contract contract,
    List<Resource> resources,
    Admission admission,
    Tickets tickets,
    Failures failures,
    Duration answerWithin) {}
