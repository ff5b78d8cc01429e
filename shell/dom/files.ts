// Files that a person chooses. Nothing larger than the page allows is read.
import type { Send } from '../loop/messages.ts';

export function takeFiles(root: Element, send: Send): void {
  root.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (!input.matches('[type=file][data-file]')) return;
    for (const file of input.files ?? []) void take(file, input, send);
    input.value = ''; // the same file can be chosen again
  });
}

async function take(file: File, { dataset, name }: HTMLInputElement, send: Send): Promise<void> {
  const { size, type } = file;
  const bytes = size <= Number(dataset['file']) ? await file.arrayBuffer() : new ArrayBuffer();
  const about = { form: dataset['form'] ?? '', name, file: file.name.slice(0, 255), content_type: type.slice(0, 256), size };
  send({ event: 'file_chosen', ...about }, new Uint8Array(bytes));
}
