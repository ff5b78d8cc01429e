// offer_file: a download, made on this device.
export function offerFile({ file, content_type }: { file: string; content_type: string }, body: Uint8Array): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([body as Uint8Array<ArrayBuffer>], { type: content_type }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask first where to put it
}
