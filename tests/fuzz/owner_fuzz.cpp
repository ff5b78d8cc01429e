// An edit that decodes is carried out by the rules or refused by name, and is read again as it was.
#include "owners/photo.hpp"
#include "store/memory/journal.hpp"
#include "wire/form.hpp"
#include "wire/owner.hpp"

using namespace stadtkern;

namespace {

void expect(bool right) {
  if (!right) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  const auto split = as_text(bytes).find('|');
  if (split != std::string_view::npos) {
    const std::string_view form = as_text(bytes).substr(0, split);
    (void)wire::form_fault(form, as_text(bytes).substr(split + 1));
  }
  if (const auto photo = owners::read_photo(bytes); photo.ok()) {
    std::size_t pictures = 0;
    for (const BytesView one : photo.value().sizes) pictures += one.size();
    expect(pictures < size);
  }
  (void)wire::decode_owner_credential(as_text(bytes));
  (void)wire::decode_edit_answer(bytes, wire::Encoding::cbor);
  for (const auto encoding : {wire::Encoding::cbor, wire::Encoding::json}) {
    const auto edit = wire::decode_owner_edit(bytes, encoding);
    if (!edit.ok()) {
      expect(!edit.error().expected.empty());
      continue;
    }
    const auto again =
        wire::decode_owner_edit(wire::encode_owner_edit(edit.value(), encoding), encoding);
    expect(again.ok() && again.value().fields == edit.value().fields);
    store::Owner owner{{{"shops", "a"}, "k"}, {{"a", "line 20"}}, 0, 0, "", 0};
    const wire::Fields fields{{"a", "b"}};
    const auto planned = store::plan_edit({owner.name, edit.value(), "d"}, owner, &fields);
    if (const auto* plan = std::get_if<store::EditPlan>(&planned))
      expect(plan->fields.size() <= 64);
  }
  return 0;
}
