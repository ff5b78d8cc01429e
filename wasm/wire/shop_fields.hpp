// What the owner of a shop may say of it, and in which form. Sent (in invitations): a field may be
// added, never given another meaning. Whether a shop is invented, and whom its record comes from,
// is the town's word.
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
                                              {"confirmed_on", "date"},
                                              {"photo", "photos 1"},
                                              {"photos", "photos 8"},
                                              {"photo_texts", "text 3000"},
                                              {"photo_credits", "text 1500"},
                                              {"kind", "id"},
                                              {"place", "id"},
                                              {"district", "line 80"},
                                              {"lat", "degrees 90"},
                                              {"lon", "degrees 180"},
                                              {"payment", "items 200"},
                                              {"languages", "items 200"}};

}  // namespace stadtkern::wire
