// The deeds of README.md: everything with keys, tokens and envelopes. One deed after another, so that a key is never held twice.
import type { FlattenedJWE } from 'jose';
import { openKept, sealKept, WrongPassphrase, type Kept } from './backup.ts';
import { chosenFile, offer } from './download.ts';
import { openSealed, payloadOf, sealFor, signed } from './envelope.ts';
import { digitsOf, hold, makeSecret, nameOf, nowS, openKeyStore, pointOf, random, signText, signedText, type Held, type Point } from './keys.ts';
import { subscribe, unsubscribe } from './push.ts';
import { createRelay, Refused } from './relay.ts';
import { readTownList } from './town_list.ts';
import { tellNotify } from './tell_notify.ts';

export type Words = Record<string, string>;
export interface Done {
  words?: Words;
  body?: Uint8Array;
}
export interface Mailbox {
  // Never throws: `refused` says why not.
  do(deed: string, words: Words, body: Uint8Array): Promise<Done & { refused: string }>;
}

type Message = { thread: string; id: string; expires: number; state: string; jwe?: FlattenedJWE };
type InboxPage = { epoch: string; number: number; more: boolean; messages: Message[] };

export function openMailbox(town: string, pageKey: string, heard: (number: number) => void): Mailbox {
  const store = openKeyStore(town);
  let held: Held | undefined;
  const relay = createRelay(town, () => held);
  const service = (): Held => {
    if (!held) throw new Refused('refused');
    return held;
  };

  // Another page of the desk may have changed the keys since: what is said here was read just before.
  async function status(): Promise<Done> {
    held = await store.load();
    if (!held?.joined) {
      relay.stop();
      return { words: { joined: 'no' } };
    }
    const lines = held.devices.map(({ name, made, label }) => `${name} ${made} ${label}`).join('\n');
    const main = held.signing ? 'yes' : 'no';
    return { words: { joined: 'yes', main, inbox: held.inbox, device: held.deviceName, digits: await digitsOf(held) }, body: new TextEncoder().encode(lines) };
  }

  // Deeds that change the keys of this device, one after another in all its pages, each on what the one before left.
  const alone = (deed: (words: Words) => Promise<Done>) => async (words: Words): Promise<Done> => {
    const run = async (): Promise<Done> => {
      held = await store.load();
      return deed(words);
    };
    return navigator.locks ? navigator.locks.request(`stadtkern/${town}/desk/keys`, run) : run();
  };

  const offerBackup = ({ inbox, backup }: Held): void => offer(`pflegefinder-sicherung-${inbox.slice(0, 4)}.jose`, backup);

  // Kept before the relay hears of them: an answer that got lost is asked for again with the same keys.
  async function join({ invitation = '', passphrase = '', label = '' }: Words): Promise<Done> {
    const [inbox = ''] = invitation.split('.');
    if (held?.invitation !== invitation) {
      const [signing, sealing, device] = [await makeSecret('ECDSA'), await makeSecret('ECDH'), await makeSecret('ECDSA')];
      const careKey = pageKey;
      const backup = await sealKept({ version: 1, kind: 'backup', town, inbox, careKey, signing, sealing }, passphrase);
      const signingKey = await hold(signing, 'ECDSA');
      const deviceName = await nameOf(device);
      held = {
        town, inbox, joined: false, invitation, signing: signingKey, sealing: await hold(sealing, 'ECDH'), device: await hold(device, 'ECDSA'),
        points: { signing: pointOf(signing), sealing: pointOf(sealing), device: pointOf(device) }, deviceName,
        certificate: await signText(signingKey, signedText('device', town, inbox, deviceName)), careKey, backup,
        devices: [{ name: deviceName, label, made: nowS() }],
      };
      await store.save(held);
    }
    const { points, signing, deviceName } = service();
    const text = signedText('join', town, inbox, await nameOf(points.sealing), deviceName);
    const signature = await signText(signing!, text);
    await relay.call('POST', '/inboxes', { version: 1, invitation, signing_key: points.signing, sealing_key: points.sealing, device: points.device, signature });
    held = { ...service(), joined: true };
    await store.save(held);
    offerBackup(held);
    return status();
  }

  async function restore({ passphrase = '', label = '' }: Words): Promise<Done> {
    const file = await chosenFile();
    if (file === undefined) throw new Refused('no_file');
    const kept = await openKept(file, passphrase);
    if (kept.town !== town) throw new Refused('refused');
    held = kept.kind === 'backup' ? await fromBackup(kept, file, label) : await fromDevice(kept);
    await store.save(held);
    return status();
  }

  // Everything is here again, as a new device, which the service's key vouches for.
  async function fromBackup(kept: Extract<Kept, { kind: 'backup' }>, file: string, label: string): Promise<Held> {
    const device = await makeSecret('ECDSA');
    const signing = await hold(kept.signing, 'ECDSA');
    const deviceName = await nameOf(device);
    const certificate = await signText(signing, signedText('device', town, kept.inbox, deviceName));
    await relay.call('PUT', `/inboxes/${kept.inbox}/devices/${deviceName}`, { version: 1, key: pointOf(device), signature: certificate });
    return {
      town, inbox: kept.inbox, joined: true, invitation: '', signing, sealing: await hold(kept.sealing, 'ECDH'), device: await hold(device, 'ECDSA'),
      points: { signing: pointOf(kept.signing), sealing: pointOf(kept.sealing), device: pointOf(device) }, deviceName, certificate,
      careKey: kept.careKey || pageKey, backup: file.trim(), devices: [{ name: deviceName, label, made: nowS() }],
    };
  }

  async function fromDevice(kept: Extract<Kept, { kind: 'device' }>): Promise<Held> {
    const signing = { kty: 'EC', crv: 'P-256', ...kept.signing } as Point;
    return {
      town, inbox: kept.inbox, joined: true, invitation: '', sealing: await hold(kept.sealing, 'ECDH'), device: await hold(kept.device, 'ECDSA'),
      points: { signing, sealing: pointOf(kept.sealing), device: pointOf(kept.device) }, deviceName: await nameOf(kept.device), certificate: kept.certificate,
      careKey: kept.careKey || pageKey, backup: '', devices: [],
    };
  }

  // The other device's key is made here, because only here is somebody who can vouch for it.
  async function addDevice({ passphrase = '', label = '' }: Words): Promise<Done> {
    const { signing, inbox, backup, careKey, points } = service();
    if (!signing) throw new Refused('refused');
    const kept = await openKept(backup, passphrase);
    const device = await makeSecret('ECDSA');
    const name = await nameOf(device);
    const certificate = await signText(signing, signedText('device', town, inbox, name));
    const { x, y } = points.signing;
    const file = await sealKept({ version: 1, kind: 'device', town, inbox, careKey, sealing: kept.sealing, device, certificate, signing: { x, y } }, passphrase);
    await relay.call('PUT', `/inboxes/${inbox}/devices/${name}`, { version: 1, key: pointOf(device), signature: certificate });
    held = { ...service(), devices: [...service().devices, { name, label, made: nowS() }] };
    await store.save(held);
    offer('pflegefinder-geraet.jose', file);
    return status();
  }

  async function revoke({ device = '' }: Words): Promise<Done> {
    const { signing, inbox } = service();
    if (!signing) throw new Refused('refused');
    const signature = await signText(signing, signedText('revoke', town, inbox, device));
    await relay.call('POST', `/inboxes/${inbox}/revocations`, { version: 1, device, signature });
    held = { ...service(), devices: service().devices.filter(({ name }) => name !== device) };
    await store.save(held);
    return status();
  }

  // The first key of the town that this device sees.
  const pin = alone(async () => {
    if (service().careKey === '') await store.save((held = { ...service(), careKey: pageKey }));
    return {};
  });

  async function list(): Promise<Done> {
    if (service().careKey === '' && pageKey !== '') await pin({});
    return { body: (await readTownList(town, service().careKey)).cbor };
  }

  // Messages that do not open stay without content: they are not for us, or not what they claim.
  async function contentOf({ jwe, state }: Message): Promise<{ cbor: Uint8Array; thumbprint: string }> {
    const none = { cbor: new Uint8Array(), thumbprint: '' };
    if (state !== 'held' || !jwe) return none;
    try {
      const { cbor, content } = await openSealed(jwe, service().sealing);
      const key = content['reply_key'] as unknown as Point | undefined;
      return { cbor, thumbprint: key ? await nameOf(key) : '' };
    } catch {
      return none;
    }
  }

  async function read({ since = '' }: Words): Promise<Done> {
    const [epoch = '', number = '0'] = since.split(' ');
    const page = (await (await relay.own('GET', `/messages?since=${number}`)).json()) as InboxPage;
    if (since !== '' && page.epoch !== epoch) return read({ since: '' });
    const lines: string[] = [];
    const parts: Uint8Array[] = [];
    for (const message of page.messages) {
      const { cbor, thumbprint } = await contentOf(message);
      lines.push([message.thread, message.id, message.expires, message.state, cbor.length, thumbprint || '-'].join(' '));
      parts.push(cbor);
    }
    const body = new Blob([`${lines.map((line) => `${line}\n`).join('')}\n`, ...(parts as Uint8Array<ArrayBuffer>[])]);
    const words = { since: `${page.epoch} ${page.number}`, more: page.more ? 'yes' : '' };
    return { words, body: new Uint8Array(await body.arrayBuffer()) };
  }

  // One id is one content for ever: that the relay holds other bytes under it means that an earlier try arrived.
  async function answer({ thread = '', id = '', x = '', y = '', instead = '' }: Words, body: Uint8Array): Promise<Done> {
    const content = { version: 1, thread, id, ...(await signed(payloadOf(body), service())) };
    const jwe = await sealFor(content, { kty: 'EC', crv: 'P-256', x, y });
    const letter = { version: 1, jwe, ...(instead === '' ? {} : { instead: instead.split(' ') }) };
    await relay.own('PUT', `/threads/${thread}/answers/${id}`, letter).catch((error: unknown) => {
      if (!(error instanceof Refused && error.why === 'held')) throw error;
    });
    return {};
  }

  async function takeBack({ thread = '', ids = '' }: Words): Promise<Done> {
    for (const id of ids.split(' ').filter((one) => one !== '')) {
      await relay.own('DELETE', `/threads/${thread}/answers/${id}`).catch((error: unknown) => {
        if (!(error instanceof Refused && error.why === 'gone')) throw error; // it never arrived, or the request is over
      });
    }
    return {};
  }

  async function tellMe({ mail = '', push = '' }: Words): Promise<Done> {
    const { notify } = await readTownList(town, service().careKey);
    if (!notify) throw new Refused('no_notify');
    const subscription = push === 'yes' ? await subscribe(notify.push_key) : undefined;
    if (!subscription) await unsubscribe();
    await tellNotify(relay, service(), notify, mail, subscription);
    return {};
  }

  async function leave(): Promise<Done> {
    relay.stop();
    held = undefined;
    await store.forget();
    return {};
  }

  const deeds: Record<string, (words: Words, body: Uint8Array) => Promise<Done>> = {
    status, list, read, answer, take_back: takeBack, tell_me: tellMe,
    join: alone(join), restore: alone(restore), add_device: alone(addDevice), revoke: alone(revoke), leave: alone(leave),
    save_backup: async () => (offerBackup(service()), {}),
    opened: async ({ thread = '', id = '' }) => ((await relay.own('PUT', `/threads/${thread}/opened/${id}`)), {}),
    listen: async () => (relay.listen(heard), {}),
  };

  let turn: Promise<unknown> = Promise.resolve();
  return {
    do(deed, words, body) {
      if (deed === 'name') return Promise.resolve({ refused: '', words: { id: random(16) } }); // what a person said is not to wait for a slow line
      const done = turn.then(async () => {
        try {
          return { refused: '', ...(await deeds[deed]?.(words, body)) };
        } catch (error) {
          if (error instanceof WrongPassphrase) return { refused: 'passphrase' };
          return { refused: error instanceof Refused ? error.why : 'unavailable' };
        }
      });
      turn = done;
      return done;
    },
  };
}

