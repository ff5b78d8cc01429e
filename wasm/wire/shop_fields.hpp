// What the owner of a shop may say of it, and in which form. Sent (in invitations): a field may be
// added, never given another meaning. What a shop is, where it lies on the map and its pictures are
// the town's word.
#pragma once

namespace stadtkern::wire {

struct FieldForm {
  const char* name;
  const char* form;  // PROTOCOL.md, "Owners"
};

inline constexpr FieldForm k_shop_fields[] = {{"name", "title 160"},
                                              {"summary", "line 160"},
                                              {"description", "text 4000"},
                                              {"assortment", "items 1000"},
                                              {"opening_hours", "line 1000"},
                                              {"opening_hours_note", "text 500"},
                                              {"phone", "phone"},
                                              {"email", "email"},
                                              {"website", "url"},
                                              {"street", "line 120"},
                                              {"postal_code", "digits 5"},
                                              {"delivery", "text 500"},
                                              {"pickup", "text 500"},
                                              {"wheelchair", "choice yes limited no"},
                                              {"closed_from", "date"},
                                              {"closed_until", "date"},
                                              {"closed_reason", "line 160"},
                                              {"confirmed_on", "date"}};

}  // namespace stadtkern::wire
