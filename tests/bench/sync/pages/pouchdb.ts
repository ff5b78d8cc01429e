// PouchDB on IndexedDB, replicating a thousand documents at a time.
import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import idb from 'pouchdb-adapter-idb';
import replication from 'pouchdb-replication';
import { offer, scan, type Shop } from './answer.ts';

PouchDB.plugin(idb).plugin(http).plugin(replication);
const local = new PouchDB('town', { adapter: 'idb', auto_compaction: true });

offer({
  sync: () => PouchDB.replicate(`${location.origin}/db/town`, local, { batch_size: 1000 }),
  async find(word) {
    const { rows } = await local.allDocs({ include_docs: true });
    return scan(rows.map((row: any) => ({ ...row.doc, id: row.id }) as Shop), word);
  },
});
