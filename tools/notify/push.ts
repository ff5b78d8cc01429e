// A push without content (RFC 8030), encrypted (RFC 8291) and signed (RFC 8292).
import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { JWK } from 'jose';
import { uncompressed } from './keys.ts';
import { pushText } from './messages.ts';
import type { Push } from './queue.ts';
import { allowed } from './settings.ts';

const TTL_S = 24 * 3600;
const TIMEOUT_MS = 30_000;

export class Gone extends Error {}
export class TryLater extends Error {
  readonly status: number;
  readonly afterMs: number;
  constructor(status: number, afterMs: number) {
    super('try later');
    this.status = status;
    this.afterMs = afterMs;
  }
}

export class Pushes {
  private readonly allow: string[];
  private readonly vapid: { subject: string; publicKey: string; privateKey: string };
  constructor(allow: string[], key: JWK, contact: string) {
    this.allow = allow;
    this.vapid = { subject: contact, publicKey: uncompressed(key), privateKey: key.d ?? '' };
  }

  // Resolves when the push service has taken it over.
  async send({ endpoint, keys }: Push, topic: string): Promise<void> {
    if (!allowed(this.allow, endpoint)) throw new Gone();
    const { method, headers, body } = await buildPushPayload({ data: pushText, options: { ttl: TTL_S, urgency: 'high', topic } },
      { endpoint, keys, expirationTime: null }, this.vapid);
    const response = await fetch(endpoint, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) throw new Gone();
    if (!response.ok) throw new TryLater(response.status, Number(response.headers.get('retry-after') ?? 0) * 1000 || 0);
  }
}
