/// The console: pages for people in a browser, served by the server itself.
///
/// [ConsoleFiles] serves what the build of `console/` has made and put on the class path below
/// `/console/`: one page, which draws all others, and the files that it needs. `files.json` there
/// lists them. A build without a console has none, and then nothing is served.
///
/// [ConsoleResource] and [OperatorLoginResource] log the browser in and out. The page posts a token
/// once; the session stays in a cookie that scripts cannot read
/// ([dev.botswain.http.ConsoleCookies]). With it the page calls the same API as everyone else.
@NullMarked
package dev.botswain.console;

import org.jspecify.annotations.NullMarked;
