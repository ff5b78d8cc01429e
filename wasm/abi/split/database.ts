// IndexedDB as far as idb_store.js uses it, in memory: every order succeeds, soon, one after another.
export class Database {
  readonly values = new Map<string, Uint8Array>();
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  // Puts itself where a browser has its own.
  install(): void {
    Object.assign(globalThis, { indexedDB: { open: () => this.open() }, IDBKeyRange: { bound: (first: string) => first } });
  }

  // Once every order that was given has been answered.
  settled(): Promise<void> {
    return this.running === 0 ? Promise.resolve() : new Promise((done) => this.waiting.push(done));
  }

  private open(): object {
    const request = { result: { transaction: () => this.transaction(), close() {} }, onsuccess() {} };
    this.later(() => request.onsuccess());
    return request;
  }

  private transaction(): object {
    const { values } = this;
    const store = {
      put: (value: Uint8Array, key: string) => values.set(key, value),
      delete: (key: string) => values.delete(key),
      get: (key: string) => ({ result: values.get(key) }),
      getAllKeys: (first: string) => ({ result: [...values.keys()].filter((key) => key.startsWith(first)).sort() }),
    };
    const transaction = { objectStore: () => store, oncomplete() {} };
    this.later(() => transaction.oncomplete());
    return transaction;
  }

  private later(answer: () => void): void {
    this.running += 1;
    setImmediate(() => {
      answer();
      this.running -= 1;
      if (this.running === 0) for (const done of this.waiting.splice(0)) done();
    });
  }
}
