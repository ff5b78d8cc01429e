// One blob: every record in one JSON text, stored as it came, read whole, scanned.
import { offer, scan, type Shop } from './answer.ts';
import { openStore, read, write } from './store.ts';

const store = openStore('blob');
let shops: Shop[] | undefined;

offer({
  async sync() {
    const text = await (await fetch('/rows.json')).text();
    await write(await store, 'rows', text);
    shops = JSON.parse(text) as Shop[];
  },
  async find(word) {
    shops ??= JSON.parse(await read<string>(await store, 'rows')) as Shop[];
    return scan(shops, word);
  },
});
