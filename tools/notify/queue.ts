// Who wants to be told, what moved, and what is still to be sent: durable before anything leaves.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Channel = 'mail' | 'push';
export type Push = { endpoint: string; keys: { p256dh: string; auth: string } };
export type Wish = { inbox: string; device: string; issued: number; mail: string; push: Push | undefined };
export type Due = { inbox: string; device: string; channel: Channel; number: number; tries: number; since: number };

const SCHEMA = `
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;
CREATE TABLE IF NOT EXISTS wishes (inbox TEXT, device TEXT, issued INTEGER NOT NULL, mail TEXT NOT NULL, push TEXT NOT NULL, PRIMARY KEY (inbox, device));
CREATE TABLE IF NOT EXISTS inboxes (inbox TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS queue (inbox TEXT, device TEXT, channel TEXT, number INTEGER NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (inbox, device, channel));
CREATE TABLE IF NOT EXISTS told (inbox TEXT, device TEXT, channel TEXT, at INTEGER NOT NULL, PRIMARY KEY (inbox, device, channel));
CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value TEXT NOT NULL);`;

type Row = Record<string, string | number>;

export class Queue {
  private readonly db: DatabaseSync;
  private readonly quietMs: number;

  constructor(home: string, quietS: number) {
    this.db = new DatabaseSync(path.join(home, 'notify.sqlite'));
    this.db.exec(SCHEMA);
    this.quietMs = quietS * 1000;
  }
  close(): void {
    this.db.close();
  }

  private run(sql: string, ...values: (string | number)[]): void {
    this.db.prepare(sql).run(...values);
  }
  private rows(sql: string, ...values: (string | number)[]): Row[] {
    return this.db.prepare(sql).all(...values) as Row[];
  }
  private whole<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  mark(name: string): string {
    return String(this.rows('SELECT value FROM marks WHERE name=?', name)[0]?.['value'] ?? '');
  }
  setMark(name: string, value: string): void {
    this.run('INSERT INTO marks VALUES (?,?) ON CONFLICT DO UPDATE SET value=excluded.value', name, value);
  }

  // The latest word of a device counts; false where a later one is held. A wish without ways is an order to forget, kept as such
  // so that an older message does not come true again.
  keep({ inbox, device, issued, mail, push }: Wish): boolean {
    return this.whole(() => {
      const held = this.rows('SELECT issued FROM wishes WHERE inbox=? AND device=?', inbox, device)[0];
      if (held && Number(held['issued']) >= issued) return false;
      this.run('INSERT OR REPLACE INTO wishes VALUES (?,?,?,?,?)', inbox, device, issued, mail, push ? JSON.stringify(push) : '');
      if (mail === '') this.run("DELETE FROM queue WHERE inbox=? AND device=? AND channel='mail'", inbox, device);
      if (!push) this.run("DELETE FROM queue WHERE inbox=? AND device=? AND channel='push'", inbox, device);
      return true;
    });
  }

  wishOf(inbox: string, device: string): Wish | undefined {
    const row = this.rows('SELECT * FROM wishes WHERE inbox=? AND device=?', inbox, device)[0];
    return row && wishOf(row);
  }
  // Inboxes of which somebody wants to hear.
  watched(): string[] {
    return this.rows("SELECT DISTINCT inbox FROM wishes WHERE mail<>'' OR push<>'' ORDER BY inbox").map((row) => String(row['inbox']));
  }
  forgetInbox(inbox: string): void {
    this.whole(() => {
      for (const table of ['wishes', 'inboxes', 'queue', 'told']) this.run(`DELETE FROM ${table} WHERE inbox=?`, inbox);
    });
  }
  forgetPush(inbox: string, device: string): void {
    this.whole(() => {
      this.run("UPDATE wishes SET push='' WHERE inbox=? AND device=?", inbox, device);
      this.run("DELETE FROM queue WHERE inbox=? AND device=? AND channel='push'", inbox, device);
    });
  }

  // The inbox stands at `number`. What is other than before is to be told; so is whatever is there the first time, because it may have come
  // after the wish and before a crash.
  moved(inbox: string, number: number, nowMs: number): void {
    this.whole(() => {
      const held = this.rows('SELECT number FROM inboxes WHERE inbox=?', inbox)[0];
      this.run('INSERT INTO inboxes VALUES (?,?) ON CONFLICT DO UPDATE SET number=excluded.number', inbox, number);
      if (Number(held?.['number'] ?? 0) === number) return;
      for (const row of this.rows('SELECT * FROM wishes WHERE inbox=?', inbox)) {
        const { device, mail, push } = wishOf(row);
        if (mail !== '') this.enqueue(inbox, device, 'mail', number, nowMs);
        if (push) this.enqueue(inbox, device, 'push', number, nowMs);
      }
    });
  }
  private enqueue(inbox: string, device: string, channel: Channel, number: number, nowMs: number): void {
    const told = Number(this.rows('SELECT at FROM told WHERE inbox=? AND device=? AND channel=?', inbox, device, channel)[0]?.['at'] ?? 0);
    const due = Math.max(nowMs, told + this.quietMs);
    this.run('INSERT INTO queue VALUES (?,?,?,?,0,?,?) ON CONFLICT DO UPDATE SET number=excluded.number', inbox, device, channel, number, due, nowMs);
  }

  due(nowMs: number): Due[] {
    return this.rows('SELECT * FROM queue WHERE due<=? ORDER BY due LIMIT 20', nowMs) as unknown as Due[];
  }
  nextDueMs(): number | undefined {
    const due = this.rows('SELECT min(due) AS due FROM queue')[0]?.['due'];
    return typeof due === 'number' ? due : undefined;
  }

  // Sent. What moved while it was on its way stays, and waits for the quiet time.
  sent({ inbox, device, channel, number }: Due, nowMs: number): void {
    this.whole(() => {
      this.run('INSERT OR REPLACE INTO told VALUES (?,?,?,?)', inbox, device, channel, nowMs);
      this.run('DELETE FROM queue WHERE inbox=? AND device=? AND channel=? AND number=?', inbox, device, channel, number);
      this.run('UPDATE queue SET due=?, tries=0, since=? WHERE inbox=? AND device=? AND channel=?', nowMs + this.quietMs, nowMs, inbox, device, channel);
    });
  }
  later({ inbox, device, channel, tries }: Due, dueMs: number): void {
    this.run('UPDATE queue SET tries=?, due=? WHERE inbox=? AND device=? AND channel=?', tries + 1, dueMs, inbox, device, channel);
  }
  drop({ inbox, device, channel }: Due): void {
    this.run('DELETE FROM queue WHERE inbox=? AND device=? AND channel=?', inbox, device, channel);
  }
}

function wishOf(row: Row): Wish {
  const push = String(row['push']);
  return { inbox: String(row['inbox']), device: String(row['device']), issued: Number(row['issued']), mail: String(row['mail']),
    push: push === '' ? undefined : (JSON.parse(push) as Push) };
}
