// What crosses between page, core and network. The words are those of wasm/port/MESSAGES.md and stay in its spelling.

import type { Seal } from '../effects/seal.ts';

export type CoreEvent =
  | {
      event: 'started';
      town: string;
      url: string;
      build: string;
      online: boolean;
      seq: number;
      languages: string[];
      no_tracking: boolean;
    }
  | { event: 'navigated_to'; url: string }
  | { event: 'form_submitted'; action: string; fields: Record<string, string> }
  | { event: 'input_changed'; form: string; name: string; value: string }
  | { event: 'file_chosen'; form: string; name: string; file: string; content_type: string; size: number }
  | { event: 'pressed'; action: string; value: string }
  | { event: 'clock_ticked' }
  | { event: 'connectivity_changed'; online: boolean }
  | { event: 'fetched'; id: number; status: number; content_type: string }
  | { event: 'fetch_failed'; id: number; reason: FetchFailure }
  | { event: 'became_writer' }
  | { event: 'feed_hinted'; seq: number }
  | { event: 'feed_broke' }
  | { event: 'heard'; number: number }
  | { event: 'peer_said'; text: string }
  | { event: 'code_updated' }
  | { event: 'located'; id: number; lat_millidegrees: number; lon_millidegrees: number }
  | { event: 'locate_failed'; id: number; reason: 'denied' | 'unavailable' }
  | { event: 'shared'; id: number; outcome: 'shared' | 'copied' | 'dismissed' | 'failed' }
  | { event: 'wiped'; id: number }
  | { event: 'randomized'; id: number }
  | { event: 'sealed'; id: number; refused: string; words: Record<string, string> };

export type FetchFailure = 'network' | 'timeout' | 'integrity' | 'too_large' | 'key';

export interface Fetch {
  effect: 'fetch';
  id: number;
  method: string;
  url: string;
  accept: string;
  integrity: string;
  max_bytes: number;
  timeout_ms: number;
  authorization?: string;
  content_type?: string;
}

export interface Render {
  effect: 'render';
  reason: 'navigation' | 'input' | 'update';
  title: string;
  lang: string;
  url: string;
  status: number;
  settled: boolean;
}

// Effects that run beside the core; they need no document.
export type CoreSideEffect =
  | Fetch
  | Seal
  | { effect: 'randomize'; id: number; bytes: number }
  | { effect: 'listen'; url: string }
  | { effect: 'tell'; text: string };

export interface SealOrder {
  effect: 'seal';
  id: number;
  deed: string;
  words: Record<string, string>;
}

// Effects that only a page can carry out.
export type PageSideEffect =
  | { effect: 'go'; url: string }
  | { effect: 'wake'; at_ms: number }
  | { effect: 'offer_file'; file: string; content_type: string }
  | { effect: 'share'; id: number; title: string; text: string; copy: boolean }
  | { effect: 'print' }
  | { effect: 'focus'; id: string }
  | { effect: 'watch'; url: string; authorization: string }
  | { effect: 'wipe'; id: number }
  | { effect: 'locate'; id: number }
  | { effect: 'apply_update' }
  | SealOrder;

export type Effect = Render | CoreSideEffect | PageSideEffect;

// Queues an event for the core, with the time at which it happened. It never runs the core before it returns.
export type Send = (event: CoreEvent, body?: Uint8Array) => void;

// The same where the moment is already known.
export type SendAt = (event: CoreEvent, nowMs: number, body?: Uint8Array) => void;

export type ToCore =
  | { kind: 'start'; program: WebAssembly.Module; rest: string; words: Uint8Array; town: string } // `rest`: address of the second module, or ""
  | { kind: 'rest'; program: WebAssembly.Module }
  | { kind: 'event'; event: CoreEvent; nowMs: number; body?: Uint8Array };

export type FromCore =
  | { kind: 'ready' }
  | { kind: 'page'; render: Render; html: string }
  | { kind: 'effect'; effect: PageSideEffect; body: Uint8Array }
  | { kind: 'failed'; why: string };
