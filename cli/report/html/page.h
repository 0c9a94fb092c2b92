/// The parts of the page, and what they share.
#pragma once

#include <string>
#include <string_view>

#include "report/html/made.h"
#include "report/whole/account.h"
#include "report/whole/outcome.h"

namespace gw::cli {

/// Everything that a part needs. A page stays below a size that browsers show at once: excerpts and manifests beside findings, and
/// whole objects, are left out when their share of it is used up, and the page says so.
struct Page {
  explicit Page(const Report& of) : report(of), outcomes(of), made(of), account(account_of(of, outcomes)) {}

  const Report& report;
  Outcomes outcomes;
  Made made;
  Account account;
  std::size_t excerpt_bytes = 2'000'000;  ///< that are left for excerpts
  std::size_t beside_bytes = 1'000'000;   ///< and for manifests beside them
  std::size_t page_bytes = 9'000'000;     ///< of the whole page
};

std::string html_summary(const Page& page);
std::string html_actions(Page& page);
/// `room`: how many bytes it may take, about.
std::string html_sources(const Page& page, std::size_t room);

/// The beginning of a part of the page: `<section id=… aria-labelledby=…><h2 …>`.
std::string html_section(std::string_view id, std::string_view title);
/// What of a manifest may be shown.
std::string_view shown_text(const Report& report, std::size_t manifest);
/// "HTTPRoute shop/web"
std::string name_of(const Manifest& manifest);

}  // namespace gw::cli
