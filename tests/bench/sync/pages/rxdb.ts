// RxDB on its Dexie storage, pulling a thousand documents at a time.
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { offer, scan, type Shop } from './answer.ts';

const text = { type: 'string' };
const fields = ['name', 'kind', 'place', 'district', 'street', 'postal_code', 'lat', 'lon', 'opening_hours', 'assortment',
  'description', 'phone', 'email', 'website'];
const schema = {
  version: 0, type: 'object', primaryKey: 'id', required: ['id'],
  properties: { id: { type: 'string', maxLength: 100 }, updated: { type: 'number' }, ...Object.fromEntries(fields.map((name) => [name, text])) },
};

const opened = createRxDatabase({ name: 'town', storage: getRxStorageDexie() }).then(async (database: any) =>
  (await database.addCollections({ shops: { schema } })).shops);

offer({
  async sync() {
    const replication = replicateRxCollection({
      collection: await opened, replicationIdentifier: 'town', live: false, retryTime: 500,
      pull: {
        batchSize: 1000,
        async handler(checkpoint: { updated: number; id: string } | undefined, limit: number) {
          const from = `updated=${checkpoint?.updated ?? 0}&id=${encodeURIComponent(checkpoint?.id ?? '')}&limit=${limit}`;
          return (await fetch(`/pull?${from}`)).json();
        },
      },
    });
    await replication.awaitInitialReplication();
    await replication.cancel();
  },
  async find(word) {
    const documents = await (await opened).find().exec();
    return scan(documents.map((one: any) => one._data as Shop), word);
  },
});
