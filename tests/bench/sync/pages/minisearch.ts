// IndexedDB with the rows and MiniSearch's index as JSON texts, and what changed since beside them.
import MiniSearch from 'minisearch';
import { cursor, offer, rowsFrom, type Shop } from './answer.ts';
import { openStore, read, write } from './store.ts';

const options = { fields: ['name', 'assortment', 'description'], storeFields: ['name'], searchOptions: { prefix: true } };
const store = openStore('minisearch');
let index: InstanceType<typeof MiniSearch> | undefined;

// The index as it was stored, and what changed since.
async function load(): Promise<void> {
  if (index) return;
  const database = await store;
  index = MiniSearch.loadJSON(await read<string>(database, 'index'), options);
  for (const row of await read<Shop[]>(database, 'changes')) index?.replace(row);
}

async function begin(): Promise<void> {
  const rows = await rowsFrom('/rows.json');
  index = new MiniSearch(options);
  index.addAll(rows);
  const database = await store;
  await write(database, 'rows', JSON.stringify(rows));
  await write(database, 'index', JSON.stringify(index));
  await write(database, 'changes', []);
}

offer({
  async sync() {
    if (cursor.get() === 0) {
      await begin();
    } else {
      await load();
      const changed = await rowsFrom(`/changes?since=${cursor.get()}`);
      for (const row of changed) index?.replace(row);
      await write(await store, 'changes', changed);
    }
    cursor.set(cursor.get() + 1);
  },
  async find(word) {
    await load();
    return index?.search(word) as unknown as Shop[];
  },
});
