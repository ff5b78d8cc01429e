// What a file is and how many pixels it has, from its first bytes: a name may say anything, and a picture that is too large for the
// memory of a phone must be known before it is decoded.

export interface Measures {
  type: 'jpeg' | 'png' | 'webp';
  width: number;
  height: number;
}

/** Nothing where the file is none of the three. Measures are those of the stored pixels, before any turning. */
export async function measuresOf(file: Blob): Promise<Measures | undefined> {
  const bytes = await part(file, 0, 32);
  if (bytes.byteLength < 32) return undefined;
  if (bytes.getUint32(0) === 0x89504e47) return { type: 'png', width: bytes.getUint32(16), height: bytes.getUint32(20) };
  if (bytes.getUint32(0) === 0x52494646 && bytes.getUint32(8) === 0x57454250) return webp(bytes);
  return bytes.getUint16(0) === 0xffd8 ? jpeg(file) : undefined;
}

async function part(file: Blob, at: number, size: number): Promise<DataView> {
  return new DataView(await file.slice(at, at + size).arrayBuffer());
}

function webp(bytes: DataView): Measures | undefined {
  const kind = bytes.getUint8(15);
  if (kind === 0x58) return { type: 'webp', width: 1 + (bytes.getUint32(24, true) & 0xffffff), height: 1 + (bytes.getUint32(27, true) & 0xffffff) };
  if (kind === 0x20) return { type: 'webp', width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
  const bits = bytes.getUint32(21, true);
  return kind === 0x4c ? { type: 'webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) } : undefined;
}

// The frame may stand behind megabytes of previews and notes: from marker to marker.
async function jpeg(file: Blob): Promise<Measures | undefined> {
  let at = 2;
  for (;;) {
    const head = await part(file, at, 9);
    if (head.byteLength < 9 || head.getUint8(0) !== 0xff) return undefined;
    const marker = head.getUint8(1);
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { type: 'jpeg', width: head.getUint16(7), height: head.getUint16(5) };
    at += marker === 0xff ? 1 : 2 + head.getUint16(2);
  }
}
