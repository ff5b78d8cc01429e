// What every bench prints alike: the machine, progress, figures and tables.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
export const dataFolder = process.env['STADTKERN_DATA'] ?? join(root, '../shared/data');

export function progress(text: string): void {
  process.stderr.write(`\x1b[2m· ${text}\x1b[0m\n`);
}

// "1000,10000" → [1000, 10000]. Ends the program where it is no list of numbers.
export function numbers(option: string, text: string): number[] {
  const list = text.split(',').map(Number);
  if (list.every((number) => Number.isInteger(number) && number > 0)) return list;
  console.error(`${option}: erwartet werden positive Zahlen, durch Komma getrennt`);
  process.exit(2);
}

const firstLine = (command: string, words: string[]): string => {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).split('\n')[0] ?? '';
  } catch {
    return '';
  }
};

// The peers' versions, as their package.json names them.
export function versions(names: string[], folder: string): string {
  return names.map((name) => {
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    return `${name} ${version}`;
  }).join(', ');
}

// One line: what the figures below were measured on, and how busy it was.
export function machine(...more: string[]): string {
  const chromium = firstLine(process.env['STADTKERN_CHROMIUM'] ?? '/usr/bin/chromium', ['--version']).replace(/ built.*$/, '').trim();
  const load = loadavg().map((one) => one.toFixed(1)).join(' ');
  const parts = [`${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'})`, `load ${load}`, `Node ${process.version}`, chromium, ...more];
  return parts.filter(Boolean).join(' · ');
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
