// The tables of the relay. Stored: a change needs a new k_relay_table_version.
#pragma once

namespace stadtkern::relay {

// The register outlives backups, what people write does not (copy.hpp).
inline constexpr const char* k_register_tables = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE inboxes(id TEXT PRIMARY KEY, signing_key TEXT NOT NULL, sealing_key TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE devices(inbox TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
  revoked INTEGER NOT NULL, PRIMARY KEY(inbox, name)) WITHOUT ROWID;
CREATE TABLE invitations(secret TEXT PRIMARY KEY, inbox TEXT NOT NULL, expires INTEGER NOT NULL,
  used TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lists(name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
)";

// Deliveries name inbox and message by numbers: a request makes twenty of them, and each is a few
// bytes in two trees.
inline constexpr const char* k_thread_tables = R"(
CREATE TABLE counts(no INTEGER PRIMARY KEY, inbox TEXT NOT NULL UNIQUE, number INTEGER NOT NULL,
  held INTEGER NOT NULL);
CREATE TABLE threads(id TEXT PRIMARY KEY, capability TEXT NOT NULL, expires INTEGER NOT NULL,
  state INTEGER NOT NULL, number INTEGER NOT NULL, receipt TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX threads_by_expiry ON threads(expires);
CREATE TABLE messages(no INTEGER PRIMARY KEY, thread TEXT NOT NULL, id TEXT NOT NULL,
  sender TEXT NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL, state INTEGER NOT NULL,
  sealed BLOB NOT NULL);
CREATE UNIQUE INDEX messages_by_id ON messages(thread, id);
CREATE TABLE deliveries(inbox INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER NOT NULL,
  state INTEGER NOT NULL, opened INTEGER NOT NULL, PRIMARY KEY(inbox, number)) WITHOUT ROWID;
CREATE UNIQUE INDEX deliveries_by_message ON deliveries(message, inbox);
)";

}  // namespace stadtkern::relay
