// What the import tests share: a scratch folder, the command run as a person runs it, and a receiver that is
// as strict as wasm/wire/PROTOCOL.md.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../tools/importer/run.ts';

export const root = path.join(import.meta.dirname, '..', '..', '..');
export const sharedData = process.env['STADTKERN_DATA'] ?? path.join(root, '..', 'shared', 'data');

export function shared(file: string): string {
  return path.join(sharedData, file);
}

/** Options of a test that reads shared data: without it the test is skipped, and in CI it fails. */
export function needs(file: string): { skip: string | false } {
  const missing = !existsSync(shared(file)) && process.env['CI'] !== 'true';
  return { skip: missing ? `no ${file} in the shared data` : false };
}

const scratches: string[] = [];
process.on('exit', () => scratches.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes when the tests end. */
export function scratch(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stadtkern-import-'));
  scratches.push(folder);
  return folder;
}

export function file(folder: string, name: string, content: string | Uint8Array): string {
  const full = path.join(folder, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

export type Run = { code: number; out: string; err: string };

/** One call in this process; spawnImport starts the command itself. */
export async function runImport(...args: string[]): Promise<Run> {
  const result: Run = { code: -1, out: '', err: '' };
  result.code = await run(args, { out: (line) => { result.out += `${line}\n`; }, err: (line) => { result.err += `${line}\n`; } });
  return result;
}

export function spawnImport(...args: string[]): Promise<Run> {
  const child = spawn(path.join(root, 'tools', 'import'), args, { cwd: tmpdir() });
  const result: Run = { code: -1, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => { result.out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { result.err += chunk.toString(); });
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...result, code: code ?? -1 })));
}

type Fields = Record<string, string>;
type Held = { source: string; fields: Fields };
type Refusal = { status: number; field?: string; detail?: string };

export type Receiver = {
  url: string; data: string; requests: number;
  collections: Map<string, Map<string, Held>>;
  lists: Map<string, string[]>;
  close(): Promise<void>;
};

const token = 'test-token';
const name = /^[a-z][a-z0-9_]{0,39}$/u;
const dashed = /^[a-z][a-z0-9-]{0,39}$/u;
const recordId = /^[a-z0-9][a-z0-9-]{0,79}$/u;

/** A publish endpoint in this process with a data folder that points to it. */
export async function startReceiver(): Promise<Receiver> {
  const data = scratch();
  const receiver: Receiver = { url: '', data, requests: 0, collections: new Map(), lists: new Map(), close: async () => {} };
  const server = createServer((request, response) => void receive(receiver, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  receiver.close = () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); });
  file(data, 'operator.token', `${token}\n`);
  file(data, 'server.url', `${receiver.url}\n`);
  return receiver;
}

async function receive(receiver: Receiver, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  receiver.requests += 1;
  const answer = judge(receiver, request, Buffer.concat(chunks));
  const status = 'status' in answer ? answer.status : 200;
  response.writeHead(status as number, { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(answer));
}

function judge(receiver: Receiver, request: IncomingMessage, body: Buffer): Refusal | Record<string, unknown> {
  if (request.headers.authorization !== `Bearer ${token}`) return { status: 401 };
  if (request.method !== 'POST' || !/^\/api\/v1\/[a-z][a-z0-9-]{0,39}\/publish$/u.test(request.url ?? '')) return { status: 404 };
  if (body.length > 64 * 1024 * 1024) return { status: 413 };
  const message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Record<string, unknown>;
  const { collection, source, replace, list, records } = message as { collection: string; source: string; replace: boolean; list?: string[]; records: Fields[] };
  if (!name.test(collection)) return { status: 422, field: 'collection' };
  if (!dashed.test(source)) return { status: 422, field: 'source' };
  if (list?.some((field) => !name.test(field))) return { status: 422, field: 'list' };
  const held = receiver.collections.get(collection) ?? new Map<string, Held>();
  const refusal = wrongRecord(records, source, held);
  if (refusal) return refusal;
  if (list) receiver.lists.set(collection, list);
  receiver.collections.set(collection, held);
  return applied(held, source, replace, records);
}

function wrongRecord(records: Fields[], source: string, held: Map<string, Held>): Refusal | undefined {
  const ids = new Set<string>();
  for (const [index, record] of records.entries()) {
    const at = `records[${index}]`;
    const { id = '', ...fields } = record;
    if (!recordId.test(id) || ids.has(id)) return { status: 422, field: `${at}.id` };
    ids.add(id);
    if (Object.keys(fields).length > 64) return { status: 422, field: at };
    if (Buffer.byteLength(JSON.stringify(fields)) > 64 * 1024) return { status: 422, field: at };
    for (const [field, value] of Object.entries(fields)) {
      const good = name.test(field) && typeof value === 'string' && Buffer.byteLength(value) <= 16 * 1024
        && !/[\u0000-\u0009\u000b-\u001f\u007f]/u.test(value) && value.isWellFormed();
      if (!good) return { status: 422, field: `${at}.${field}` };
    }
    const owner = held.get(id)?.source;
    if (owner !== undefined && owner !== source) return { status: 409, field: `${at}.id` };
  }
  return undefined;
}

function applied(held: Map<string, Held>, source: string, replace: boolean, records: Fields[]): Record<string, unknown> {
  const counts = { created: 0, changed: 0, deleted: 0, unchanged: 0 };
  const named = new Set(records.map((record) => record['id']!));
  for (const [id, one] of held) {
    if (!replace || one.source !== source || named.has(id)) continue;
    held.delete(id);
    counts.deleted += 1;
  }
  for (const { id, ...fields } of records) {
    const before = held.get(id!)?.fields;
    const sorted = (one: Fields) => JSON.stringify(Object.entries(one).filter(([, value]) => value !== '').sort());
    if (before && sorted(before) === sorted(fields)) counts.unchanged += 1;
    else counts[before ? 'changed' : 'created'] += 1;
    held.set(id!, { source, fields });
  }
  return { epoch: '0123456789abcdef', seq: 1, ...counts };
}

export function reportLines(reportFile: string): Array<Record<string, string>> {
  return readFileSync(reportFile, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, string>);
}
