#include "features/care/request/fits.hpp"

#include <algorithm>

namespace stadtkern::care {
namespace {

bool misses(Chosen offered, Chosen wanted) {
  return offered != 0 && wanted != 0 && (offered & wanted) == 0;
}

}  // namespace

Fit fit(const Profile& profile, const Request& request) {
  if (misses(profile.forms, request.of(Field::form))) return Fit::other_form;
  const auto& places = profile.places;
  if (!places.empty() && !request.place.empty() &&
      std::find(places.begin(), places.end(), request.place) == places.end())
    return Fit::other_place;
  if (misses(profile.levels, request.of(Field::level))) return Fit::other_level;
  return Fit::fits;
}

}  // namespace stadtkern::care
