#include "model/same_filters.h"

#include <algorithm>

namespace gw::model {
namespace {

template <class T>
bool same_value(const std::optional<From<T>>& a, const std::optional<From<T>>& b) {
  return a.has_value() == b.has_value() && (!a || a->value == b->value);
}

bool same_headers(const std::vector<Header>& a, const std::vector<Header>& b) {
  return std::ranges::equal(a, b, [](const Header& x, const Header& y) { return x.name == y.name && x.value == y.value; });
}

/// Whether it does something that only the same place of the source does in the same way.
bool is_special(const Filters& filters) { return filters.cors || filters.mirror || filters.external_auth; }

}  // namespace

bool same_filters(const Filters* a, const Filters* b) {
  static const Filters kNone;
  if (a == b) return true;
  if (a == nullptr) a = &kNone;
  if (b == nullptr) b = &kNone;
  return !is_special(*a) && !is_special(*b) && same_value(a->rewrite, b->rewrite) && same_value(a->host_header, b->host_header) && same_value(a->redirect, b->redirect) &&
         same_headers(a->request_set, b->request_set) && same_headers(a->request_add, b->request_add) && a->request_remove == b->request_remove &&
         same_headers(a->response_set, b->response_set) && same_headers(a->response_add, b->response_add) && a->response_remove == b->response_remove;
}

}  // namespace gw::model
