// What the core is going to ask for first on a device that holds nothing, asked for while its program is still on the way: the
// manifest, and the lists of a small town. A guess and nothing more: the core asks as ever, and takes what is there already.
import { decodeCBOR, type CBORType } from '@levischuck/tiny-cbor';

const BYTES_MAX = 320_000; // of packs, uncompressed: more would keep the program itself waiting
const MANIFEST_BYTES_MAX = 64_000;

export type Ask = (url: string, accept: string) => Promise<Response>;
export type Ahead = (url: string) => Promise<Response> | undefined;

const TIMEOUT_MS = 60_000;

export function askOnce(url: string, accept: string): Promise<Response> {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), TIMEOUT_MS);
  return fetch(url, { headers: { accept }, redirect: 'error', referrerPolicy: 'no-referrer', signal: abort.signal });
}

// Resolves each address once; `undefined` where nobody asked ahead. A failure shows where the answer is taken.
export function askAhead(town: string, ask: Ask): Ahead {
  const answers = new Map<string, Promise<Response>>();
  const packs = `/api/v1/${town}/feed/packs`;
  const keep = (url: string, accept: string): Promise<Response> => {
    const answer = ask(url, accept);
    answer.catch(() => undefined);
    answers.set(url, answer);
    return answer;
  };

  async function askForLists(): Promise<void> {
    const response = (await keep(packs, 'application/cbor')).clone();
    if (!response.ok || Number(response.headers.get('content-length')) > MANIFEST_BYTES_MAX) return;
    let bytes = 0;
    for (const { hash, size } of listsOf(decodeCBOR(new Uint8Array(await response.arrayBuffer())))) {
      bytes += size;
      if (bytes > BYTES_MAX) return;
      void keep(`${packs}/${hash}`, 'application/octet-stream');
    }
  }
  askForLists().catch(() => undefined); // not a manifest: the core will say so

  return (url) => {
    const answer = answers.get(url);
    answers.delete(url);
    return answer;
  };
}

// The chunks of all lists, the smallest first.
function listsOf(manifest: CBORType): { hash: string; size: number }[] {
  const at = (value: CBORType | undefined, name: string): CBORType | undefined => (value instanceof Map ? value.get(name) : undefined);
  const items = (value: CBORType | undefined): CBORType[] => (Array.isArray(value) ? value : []);
  const lists = items(at(manifest, 'collections')).flatMap((one) => items(at(at(one, 'parts'), 'list')));
  return lists
    .map((chunk) => ({ hash: String(at(chunk, 'hash')), size: Number(at(chunk, 'bytes')) }))
    .filter(({ hash }) => /^[\w-]{43}$/.test(hash))
    .sort((a, b) => a.size - b.size);
}
