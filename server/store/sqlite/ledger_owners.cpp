// Owners of records: the tables invitations, owners and kept.
#include "store/sqlite/fields.hpp"
#include "store/sqlite/ledger.hpp"

namespace stadtkern::store {

using sqlite::Broken;
using sqlite::ReadTransaction;
using sqlite::ResetAtEnd;
using sqlite::Statement;

namespace {

Statement& bind(Statement& statement, const RecordName& record) {
  return statement.bind(1, record.collection).bind(2, record.id);
}

Bytes encoded_forms(const Forms& forms) {
  return encoded(wire::Fields(forms));
}

}  // namespace

Keepers Ledger::keepers_of(const std::string& collection) {
  Keepers keepers;
  Statement& owners = prepared("SELECT id FROM owners WHERE collection = ?");
  const ResetAtEnd end(owners);
  owners.bind(1, collection);
  while (owners.step()) keepers[owners.text(0)];
  Statement& kept = prepared("SELECT id, field FROM kept WHERE collection = ?");
  const ResetAtEnd end_of_kept(kept);
  kept.bind(1, collection);
  while (kept.step()) keepers[kept.text(0)].push_back(kept.text(1));
  return keepers;
}

std::optional<Invitation> Ledger::invitation(const std::string& secret) {
  Statement& statement = prepared(
      "SELECT collection, id, forms, expires_s, used_by FROM invitations WHERE secret = ?");
  const ResetAtEnd end(statement);
  if (!statement.bind(1, secret).step()) return std::nullopt;
  return Invitation{secret,
                    {statement.text(0), statement.text(1)},
                    decoded(statement.blob(2)),
                    statement.number(3),
                    statement.text(4)};
}

void Ledger::keep(const Invitation& invitation) {
  const Bytes forms = encoded_forms(invitation.forms);
  Statement& statement = prepared("INSERT OR REPLACE INTO invitations VALUES(?, ?, ?, ?, ?, ?)");
  statement.bind(1, invitation.secret).bind(2, invitation.record.collection);
  statement.bind(3, invitation.record.id).bind(4, BytesView(forms));
  statement.bind(5, invitation.expires_s).bind(6, invitation.used_by).run();
}

std::optional<Owner> Ledger::owner(const OwnerName& name) {
  Statement& statement = prepared(
      "SELECT forms, since_s, number, digest, seq FROM owners WHERE collection = ? AND id = ? AND "
      "key = ?");
  const ResetAtEnd end(statement);
  if (!bind(statement, name.record).bind(3, name.key).step()) return std::nullopt;
  return Owner{name,
               decoded(statement.blob(0)),
               statement.number(1),
               statement.number(2),
               statement.text(3),
               statement.number(4)};
}

void Ledger::keep(const Owner& owner) {
  const Bytes forms = encoded_forms(owner.forms);
  Statement& statement = prepared("INSERT OR REPLACE INTO owners VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  bind(statement, owner.name.record).bind(3, owner.name.key).bind(4, BytesView(forms));
  statement.bind(5, owner.since_s).bind(6, owner.number).bind(7, owner.digest);
  statement.bind(8, owner.sequence).run();
}

void Ledger::keep_said(const RecordName& record, const wire::Sayings& fields) {
  Statement& statement = prepared("INSERT OR REPLACE INTO kept VALUES(?, ?, ?)");
  for (const auto& [field, saying] : fields) bind(statement, record).bind(3, field).run();
}

void Ledger::forget_owners(const RecordName& record) {
  bind(prepared("DELETE FROM owners WHERE collection = ? AND id = ?"), record).run();
  bind(prepared("DELETE FROM invitations WHERE collection = ? AND id = ?"), record).run();
  bind(prepared("DELETE FROM kept WHERE collection = ? AND id = ?"), record).run();
}

JoinOutcome Ledger::apply(const Joining& joining) {
  auto found = invitation(joining.secret);
  const auto planned = plan_join(joining, found, owner(joining.owner));
  if (const auto* refusal = std::get_if<JoinRefusal>(&planned)) return *refusal;
  const Owner& joined = std::get<Owner>(planned);
  found->used_by = joining.owner.key;
  keep(*found);
  keep(joined);
  return joined.forms;
}

EditOutcome Ledger::apply(const Editing& editing) {
  const RecordName& name = editing.owner.record;
  auto speaker = owner(editing.owner);
  const auto held = find(name.collection, name.id);
  const auto planned = plan_edit(editing, speaker, held ? &held->fields : nullptr);
  if (const auto* refusal = std::get_if<EditRefusal>(&planned)) return *refusal;
  const auto& made = std::get<EditPlan>(planned);
  const std::string epoch = meta_text("epoch");
  if (made.again) return Edited{epoch, speaker->sequence};
  wire::Publish publish;
  publish.collection = name.collection;
  publish.source = held->source;
  publish.records.push_back({name.id, made.fields});
  carry_out(publish, plan_one(name.id, held->fields, made.fields));
  keep_said(name, editing.edit.fields);
  speaker->number = editing.edit.number;
  speaker->digest = editing.digest;
  speaker->sequence = meta_number("head");
  keep(*speaker);
  return Edited{epoch, speaker->sequence};
}

bool Ledger::invite(const Invitation& invitation) {
  if (!find(invitation.record.collection, invitation.record.id)) return false;
  keep(invitation);
  return true;
}

bool Ledger::revoke(const OwnerName& name) {
  if (!owner(name)) return false;
  bind(prepared("DELETE FROM owners WHERE collection = ? AND id = ? AND key = ?"), name.record)
      .bind(3, name.key)
      .run();
  bind(prepared("DELETE FROM invitations WHERE collection = ? AND id = ? AND used_by = ?"),
       name.record)
      .bind(3, name.key)
      .run();
  return true;
}

bool Ledger::release(const RecordName& record) {
  bind(prepared("DELETE FROM kept WHERE collection = ? AND id = ?"), record).run();
  return sqlite3_changes(database_.handle()) > 0;
}

std::vector<Owned> Ledger::owned() {
  const ReadTransaction transaction(database_);
  std::map<RecordName, Owned> all;
  Statement& owners =
      prepared("SELECT collection, id, key, forms, since_s, number, digest, seq FROM owners");
  const ResetAtEnd end(owners);
  while (owners.step()) {
    const RecordName record{owners.text(0), owners.text(1)};
    all[record].owners.push_back({{record, owners.text(2)},
                                  decoded(owners.blob(3)),
                                  owners.number(4),
                                  owners.number(5),
                                  owners.text(6),
                                  owners.number(7)});
  }
  Statement& kept = prepared("SELECT collection, id, field FROM kept");
  const ResetAtEnd end_of_kept(kept);
  while (kept.step()) all[{kept.text(0), kept.text(1)}].kept.push_back(kept.text(2));
  std::vector<Owned> list;
  for (auto& [record, one] : all) {
    one.record = record;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace stadtkern::store
