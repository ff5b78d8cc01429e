#include "store/owners.hpp"

#include "wire/form.hpp"
#include "wire/names.hpp"

namespace stadtkern::store {
namespace {

EditRefusal refused(EditRefusal::Why why, std::string field = "", std::string expected = "") {
  return {why, std::move(field), std::move(expected), 0, {}};
}

std::string_view value_of(const wire::Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<EditRefusal> refuse_forms(const wire::OwnerEdit& edit, const Forms& forms) {
  for (const auto& [name, saying] : edit.fields) {
    const auto form = forms.find(name);
    const std::string field = "fields." + name;
    if (form == forms.end())
      return refused(EditRefusal::Why::invalid, field, "a field that the invitation names");
    if (wire::form_fault(form->second, saying.now) != wire::FormFault::none)
      return refused(EditRefusal::Why::invalid, field, "a value of the form " + form->second);
  }
  return std::nullopt;
}

bool fits(const wire::Fields& fields) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : fields) bytes += name.size() + value.size();
  return fields.size() <= wire::k_record_fields_max && bytes <= wire::k_record_bytes_max;
}

}  // namespace

std::variant<Owner, JoinRefusal> plan_join(const Joining& joining,
                                           const std::optional<Invitation>& invitation,
                                           const std::optional<Owner>& known) {
  if (!invitation || invitation->record != joining.owner.record) return JoinRefusal::unknown;
  const bool again = invitation->used_by == joining.owner.key;
  if (!invitation->used_by.empty() && !again) return JoinRefusal::used;
  if (again && known) return *known;
  if (again || invitation->expires_s <= joining.now_s) return JoinRefusal::unknown;
  Owner owner = known.value_or(Owner{joining.owner, {}, joining.now_s, 0, "", 0});
  owner.forms = invitation->forms;
  return owner;
}

std::variant<EditPlan, EditRefusal> plan_edit(const Editing& editing,
                                              const std::optional<Owner>& owner,
                                              const wire::Fields* fields) {
  using Why = EditRefusal::Why;
  const wire::OwnerEdit& edit = editing.edit;
  if (!owner) return refused(Why::not_owner);
  if (edit.number == owner->number && editing.digest == owner->digest) return EditPlan{true, {}};
  if (edit.number <= owner->number) {
    EditRefusal stale = refused(Why::number);
    stale.number = owner->number;
    return stale;
  }
  if (fields == nullptr) return refused(Why::no_record);
  if (auto refusal = refuse_forms(edit, owner->forms)) return std::move(*refusal);
  EditPlan plan{false, *fields};
  EditRefusal conflict = refused(Why::conflict);
  for (const auto& [name, saying] : edit.fields) {
    const std::string present(value_of(*fields, name));
    if (present != saying.was && present != saying.now) conflict.present.emplace(name, present);
    plan.fields.erase(name);
    if (!saying.now.empty()) plan.fields.emplace(name, saying.now);
  }
  if (!conflict.present.empty()) return conflict;
  if (!fits(plan.fields)) return refused(Why::invalid, "fields", "a record of at most 64 KiB");
  return plan;
}

}  // namespace stadtkern::store
