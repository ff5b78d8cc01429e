// How to reach someone: large buttons to call, write and go there, and the same in words.
#pragma once

#include "views/texts.hpp"
#include "views/writer.hpp"

namespace stadtkern::views {

struct Contact {
  Text name = {};
  Text street = {};
  Text postal_code = {};
  Text place = {};
  Text phone = {};  // as people write it: "+49 3881 123456"
  Text email = {};
  Text website = {};  // with its scheme
  Text lat = {};      // decimal degrees as text; both or none
  Text lon = {};
  std::string_view card_url = {};  // all of this as a vCard; may be empty
};

Html contact(Language language, const Contact& contact);

// "tel:+493881123456": RFC 3966 knows no blanks.
std::string phone_url(std::string_view phone);

// "hof-x.example": what people call a website, without scheme, "www." and a closing slash.
std::string_view website_name(std::string_view url);

}  // namespace stadtkern::views
