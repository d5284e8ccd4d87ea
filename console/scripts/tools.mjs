// Runs the tools of the build, and says in one sentence what went wrong.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why there is no console, in a sentence, with what a tool said about it. */
export class Refused extends Error {
  constructor(sentence, details = '') {
    super(sentence);
    this.details = details;
  }
}

/** Says so and ends. Maven's launcher shows the lines that begin like Maven's own errors. */
export function failed(problem) {
  const known = problem instanceof Refused;
  const text = known ? `${problem.message}\n${problem.details}` : `the console's build is broken\n${problem.stack}`;
  for (const line of text.trimEnd().split('\n')) {
    console.error(`[ERROR] ${line}`);
  }
  process.exitCode = 1;
}

/** Runs a program of an installed package with this Node. */
export async function run(root, sentence, program, ...words) {
  const { status, output } = await start(root, process.execPath, [join(root, 'node_modules', program), ...words]);
  if (status !== 0) {
    throw new Refused(sentence, output);
  }
}

/** Installs exactly what the lock file names, unless that is what is installed. */
export async function install(root) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const mark = join(root, 'node_modules/.installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) {
    return;
  }
  let last = await npm(root);
  if (last.status !== 0 && /E(CONN|TIMEDOUT|AI_AGAIN|NOTFOUND|HOSTUNREACH|NETUNREACH|PIPE|RR_SOCKET)|network|socket|\b5\d\d\b/i.test(last.output)) {
    last = await npm(root);
  }
  if (last.status !== 0) {
    throw new Refused('npm could not install the libraries of the console', last.output);
  }
  writeFileSync(mark, lock);
}

function npm(root) {
  return start(root, process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error']);
}

function start(root, command, words) {
  return new Promise((resolve) => {
    const pieces = [];
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.stderr.on('data', (piece) => pieces.push(piece));
    child.on('error', (problem) => resolve({ status: 1, output: `${command}: ${problem.message}` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(pieces).toString('utf8') }));
  });
}
