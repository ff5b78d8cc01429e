// The peers are not installed where types are checked.
declare module 'dexie';
declare module 'minisearch';
declare module 'pouchdb-*';
declare module 'rxdb/plugins/*';
