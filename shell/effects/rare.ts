// Effects that few visits need, in a bundle of its own that comes once the page stands, or with the first of them.
import { takeFiles } from '../dom/files.ts';
import type { Send } from '../loop/messages.ts';
import { createLocate } from './locate.ts';
import { offerFile } from './offer_file.ts';
import { createShare } from './share.ts';
import { createWatch } from './watch.ts';

export type Rare = ReturnType<typeof takeRare>;

export function takeRare(root: Element, send: Send) {
  takeFiles(root, send);
  return { offer_file: offerFile, share: createShare(send), watch: createWatch(send), locate: createLocate(send) };
}
