// From the file that a person chooses to the core: one `pressed` that work has begun, one `file_chosen` with the photo or with what is
// wrong with the file.
import type { Send } from '../loop/messages.ts';
import { Unfit, prepare } from './prepare.ts';

const SEEN = 'stadtkern-media'; // the service worker's: so a photo shows in the preview before anybody else has it

export function takePhotos(root: Element, send: Send): void {
  root.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    const file = input.matches('[type=file][data-photo]') ? input.files?.[0] : undefined;
    if (file) void take(file, input, send);
  });
}

async function take(file: File, input: HTMLInputElement, send: Send): Promise<void> {
  const { name } = input;
  send({ event: 'pressed', action: 'owner-photo-begins', value: name });
  const about = { event: 'file_chosen', form: 'photo', name, size: file.size } as const;
  try {
    const { line, body, files } = await prepare(file);
    await show(files).catch(() => undefined); // storage is refused: shown once it is published
    send({ ...about, file: line, content_type: 'photo' }, body);
  } catch (error) {
    send({ ...about, file: file.name.slice(0, 80), content_type: error instanceof Unfit ? error.message : 'broken' });
  }
  input.value = ''; // the same file can be chosen again
}

async function show(files: Map<string, Blob>): Promise<void> {
  const cache = await caches.open(SEEN);
  await Promise.all([...files].map(([address, blob]) => cache.put(address, new Response(blob, { headers: { 'content-type': blob.type } }))));
}
