// The little of IndexedDB that a page without a library needs.
export function openStore(name: string): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('values');
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

export function write(database: IDBDatabase, key: string, value: unknown): Promise<void> {
  return new Promise((done, failed) => {
    const transaction = database.transaction('values', 'readwrite', { durability: 'strict' });
    transaction.objectStore('values').put(value, key);
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
  });
}

export function read<T>(database: IDBDatabase, key: string): Promise<T> {
  return new Promise((done, failed) => {
    const request = database.transaction('values').objectStore('values').get(key);
    request.onsuccess = () => done(request.result as T);
    request.onerror = () => failed(request.error);
  });
}
