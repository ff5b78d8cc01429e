// Batches to the server: one message each, all or nothing, as wasm/wire/PROTOCOL.md says.
import { suffixed } from './ids.ts';
import { messageBytesMax, utf8Length } from './limits.ts';
import type { Batch } from './record.ts';
import type { Report } from './report.ts';

export type Server = { url: string; town: string; token: string };
export type Counts = { created: number; changed: number; unchanged: number; deleted: number };

/** The server could not be reached or said no; nothing of the batch was taken. */
export class Refused extends Error {
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

const answerTimeoutMs = 120_000;
const renamesMax = 200;

const remedies: Record<number, string> = {
  401: 'Betreiber-Schlüssel in DATA/operator.token prüfen (--data)',
  404: 'Server-Adresse (--server) und Kennung der Stadt (--town) prüfen',
  413: 'Datei teilen und unter verschiedenen --source veröffentlichen',
  429: 'später erneut versuchen',
};

type Problem = { status: number; field: string; detail: string };

/** Sends one batch. An id that another source owns is replaced by one with a suffix, the same on every import. */
export async function publish(server: Server, batch: Batch, report: Report): Promise<Counts> {
  const records = batch.records.map((record) => ({ ...record }));
  for (let renames = 0; ; renames += 1) {
    const answer = await post(server, messageOf(batch, records));
    if (!('status' in answer)) {
      reportKept(answer.kept, records, batch, report);
      return answer.counts;
    }
    const index = Number(/^records\[(\d+)\]\.id$/u.exec(answer.field)?.[1] ?? -1);
    const record = records[index];
    if (answer.status !== 409 || !record || renames >= renamesMax) throw refusal(batch, answer);
    record['id'] = suffixed(record['id']!, batch.sourceIds[index] ?? record['id']!);
    report.add('note', 'id_taken', { file: batch.source }, record['name'] ?? record['id'], 'id');
  }
}

function messageOf(batch: Batch, records: Batch['records']): string {
  const { collection, source, list } = batch;
  const body = JSON.stringify({ collection, source, replace: true, list, records });
  if (utf8Length(body) > messageBytesMax) throw new Refused(`„${collection}“ aus „${source}“ ist größer als 64 MiB`, remedies[413]!);
  return body;
}

/** What owners said stays as it is; the source should say so too. */
function reportKept(kept: readonly Kept[], records: Batch['records'], batch: Batch, report: Report): void {
  const names = new Map(records.map((record) => [record['id'], record['name'] ?? record['id']!]));
  for (const { id, fields } of kept) {
    const name = names.get(id) ?? id;
    if (fields.length === 0) report.add('note', 'owner_stays', { file: batch.source }, name);
    for (const field of fields) report.add('note', 'owner_said', { file: batch.source }, name, field);
  }
}

type Kept = { id: string; fields: string[] };

async function post(server: Server, body: string): Promise<{ counts: Counts; kept: Kept[] } | Problem> {
  let response: Response;
  try {
    response = await fetch(`${server.url}/api/v1/${server.town}/publish`, {
      method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(answerTimeoutMs),
      headers: { 'authorization': `Bearer ${server.token}`, 'content-type': 'application/json', 'accept': 'application/json' },
    });
  } catch {
    throw new Refused(`Unter ${server.url} antwortet kein Server`, 'mit tools/run starten oder --server angeben');
  }
  const answer = await answerOf(response);
  if (response.status === 200) return { counts: countsOf(answer), kept: keptOf(answer['kept']) };
  const { field = '', detail = '' } = answer;
  return { status: response.status, field: String(field), detail: String(detail) };
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const json: unknown = await response.json();
    return typeof json === 'object' && json !== null ? json as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

function countsOf(answer: Record<string, unknown>): Counts {
  const count = (key: string): number => {
    const value = answer[key];
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Refused(`Antwort des Servers ohne Zahl „${key}“`, 'Server und Importprogramm auf denselben Stand bringen');
    return value;
  };
  return { created: count('created'), changed: count('changed'), unchanged: count('unchanged'), deleted: count('deleted') };
}

function keptOf(list: unknown): Kept[] {
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  return (Array.isArray(list) ? list : []).map((one: { id?: unknown; fields?: unknown }) => ({ id: String(one.id), fields: texts(one.fields) }));
}

function refusal(batch: Batch, { status, field, detail }: Problem): Refused {
  const index = Number(/^records\[(\d+)\]/u.exec(field)?.[1] ?? -1);
  const record = batch.records[index];
  const where = [record ? `„${record['name'] ?? record['id']}“` : '', field, detail].filter(Boolean).join(', ');
  return new Refused(`Der Server hat „${batch.collection}“ aus „${batch.source}“ abgelehnt (${status}${where ? `: ${where}` : ''})`,
    remedies[status] ?? 'Meldung des Servers ansehen');
}
