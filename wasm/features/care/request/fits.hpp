// Whether a request is one for a service: what the citizen's page proposes, and what the desk marks
// as "fits us". Both sides ask the same rule.
#pragma once

#include "features/care/request/request.hpp"

namespace stadtkern::care {

// What a service offers. An empty part means: no matter.
struct Profile {
  Chosen forms = 0;
  std::vector<std::string> places;  // ids of places or postal codes
  Chosen levels = 0;                // the desk's own; the town's list does not say it
};

enum class Fit {
  fits,
  other_form,   // none of the wanted forms of care is offered
  other_place,  // the place is not covered
  other_level   // the care level is not taken
};

// The first thing that does not fit. What the request does not say fits.
Fit fit(const Profile& profile, const Request& request);

}  // namespace stadtkern::care
