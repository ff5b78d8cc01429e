// Files to the person and from the person.

export function offer(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/jose' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// The text of the file that is chosen in the page; undefined where none is, or one that is far too large.
export async function chosenFile(): Promise<string | undefined> {
  const file = document.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
  return file && file.size < 100_000 ? file.text() : undefined;
}
