// The command. Prints one JSON line per event, without addresses.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cardOf, writeCard } from './card.ts';
import { OwnInbox } from './inbox.ts';
import { openKeys } from './keys.ts';
import { Mail } from './mail.ts';
import { Pushes } from './push.ts';
import { Queue } from './queue.ts';
import { Sender, type Log } from './sender.ts';
import { readSettings, Refusal, type Settings } from './settings.ts';
import { readTownList } from './town_list.ts';
import { Watch } from './watch.ts';

const LIST_EVERY_MS = 10 * 60_000;
const LIST_AGAIN_MS = 10_000;

const log: Log = (event, fields = {}) => void process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);

class Notify {
  private readonly settings: Settings;
  private readonly queue: Queue;
  private readonly own: OwnInbox;
  private readonly sender: Sender;
  private readonly watch: Watch;
  private timer: NodeJS.Timeout | undefined;
  private reading = Promise.resolve();

  constructor(parts: { settings: Settings; queue: Queue; own: OwnInbox; sender: Sender }) {
    ({ settings: this.settings, queue: this.queue, own: this.own, sender: this.sender } = parts);
    this.watch = new Watch(this.settings, (inbox, number) => {
      if (inbox === this.own.inbox) return this.look();
      this.queue.moved(inbox, number, Date.now());
      this.sender.wake();
    });
  }

  begin(): void {
    this.sender.wake();
    this.watch.follow([this.own.inbox, ...this.queue.watched()]);
    this.look();
  }
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.watch.stop();
    await this.reading;
    await this.sender.stop();
    this.queue.close();
  }

  // Reads the list and its own inbox, one reading after another.
  private look(): void {
    clearTimeout(this.timer);
    this.reading = this.reading.then(() => this.read()).then(
      (waitMs) => { this.timer = setTimeout(() => this.look(), waitMs); },
      () => { this.timer = setTimeout(() => this.look(), LIST_AGAIN_MS); });
  }
  private async read(): Promise<number> {
    const list = await readTownList(this.settings, Number(this.queue.mark('list')));
    if (!list) {
      log('no_list');
      return LIST_AGAIN_MS;
    }
    this.queue.setMark('list', String(list.number));
    for (const inbox of this.queue.watched()) if (!list.keys.has(inbox)) this.queue.forgetInbox(inbox);
    const { wishes, since } = await this.own.read(this.queue.mark('since'), list.keys);
    for (const wish of wishes) if (this.queue.keep(wish)) log('wish', { mail: wish.mail === '' ? 0 : 1, push: wish.push ? 1 : 0 });
    this.queue.setMark('since', since);
    this.watch.follow([this.own.inbox, ...this.queue.watched()]);
    return LIST_EVERY_MS;
  }
}

async function prepare(home: string): Promise<Notify> {
  const settings = readSettings(home);
  const keys = await openKeys(home);
  const queue = new Queue(home, settings.quietS);
  const inbox = queue.mark('inbox') || (settings.invitation.split('.')[0] ?? '');
  if (inbox === '') throw new Refusal('settings.json: invitation: needed for the first start, see tools/admin invite');
  const own = new OwnInbox(settings, keys, inbox);
  if (queue.mark('inbox') === '') {
    await own.join();
    queue.setMark('inbox', inbox);
  }
  writeCard(home, cardOf(inbox, keys));
  const secret = keys.device.d ?? '';
  const firstDelayMs = Number(process.env['STADTKERN_NOTIFY_DELAY_MS'] ?? '') || undefined; // of tests
  const sender = new Sender({ queue, mail: new Mail(settings), pushes: new Pushes(settings.allow, keys.vapid, settings.contact), secret, log,
    ...(firstDelayMs ? { firstDelayMs } : {}) });
  return new Notify({ settings, queue, own, sender });
}

try {
  const { values } = parseArgs({ options: { home: { type: 'string', default: '' }, check: { type: 'boolean', default: false } } });
  if (!existsSync(path.join(values.home, 'settings.json'))) throw new Refusal('--home: expected a folder with settings.json (tools/notify/README.md)');
  if (values.check) {
    readSettings(values.home);
    log('settings_are_right');
  } else {
    const notify = await prepare(values.home);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void notify.stop().then(() => process.exit(0)));
    notify.begin();
    log('ready');
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`notify: ${error.message}\n`);
  process.exitCode = 1;
}
