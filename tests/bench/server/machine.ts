// Processes that are measured, and the tool that loads them.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  perSecond: number;
  p99Ms: number;
}

const inMs: Record<string, number> = { us: 0.001, ms: 1, s: 1000 };

// wrk as QUALITY has it: two threads, 64 connections. Throws where an answer was not 200, or none came.
export async function wrk(url: string, seconds: number): Promise<Load> {
  const { stdout } = await run('wrk', ['-t2', '-c64', `-d${seconds}s`, '--latency', '-H', 'Accept-Encoding: gzip', url]);
  const [, perSecond] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, p99, unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  if (perSecond === undefined || p99 === undefined || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`${url}: ${stdout}`);
  return { perSecond: Number(perSecond), p99Ms: Number(p99) * (inMs[unit] ?? NaN) };
}

// Memory that belongs to a process, in kB.
export function memoryKb(pid: number): number {
  const [, kb] = /^Rss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kb);
}

// Starts a program and resolves with the first line that it prints.
export async function started(command: string, words: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [bytes] = (await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')])) as unknown[];
  if (!(bytes instanceof Buffer)) throw new Error(`${command} did not start`);
  return { child, line: bytes.toString().trim() };
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
