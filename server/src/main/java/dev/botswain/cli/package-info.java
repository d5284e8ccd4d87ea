/// The command line of operators: `./botswain operator …` and what belongs to it.
///
/// It talks to the API of a running server over HTTP, like any other client, and loads nothing of
/// the server itself, so that a command answers in a fraction of a second. Only `backup` and
/// `restore` need no server: [dev.botswain.cli.DataCommands] open the data folder. Most commands
/// are one request; [dev.botswain.cli.Verb] describes such a command in a few lines: what it sends,
/// and how people see the answer. With `--json` they all print the API's own JSON.
///
/// Commands are put together with picocli's programmatic API, without annotations: no reflection,
/// and no fields that are null until picocli has filled them. [dev.botswain.cli.OperatorCommands]
/// lists all of them; [dev.botswain.cli.ExitCode] lists how they end.
@NullMarked
package dev.botswain.cli;

import org.jspecify.annotations.NullMarked;
