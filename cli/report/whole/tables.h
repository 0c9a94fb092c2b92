/// The tables of a report about a whole input, which every format for people shows in its own way.
#pragma once

#include <string>
#include <vector>

#include "report/whole/account.h"

namespace gw::cli {

struct Table {
  struct Column {
    std::string title;
    bool number = false;  ///< written to the right
  };
  std::string id;     ///< for links: "hosts"
  std::string title;
  std::string about;  ///< one or two sentences; may be empty
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< the first cell names the row
};

/// Those that have something to show: changes, values, order of migration by namespace and host, owners, kinds, targets. `account`
/// is that of the report.
std::vector<Table> tables_of(const Report& report, const Account& account);

/// A table in plain text, behind an empty line. Its last column takes what is left of 80 columns, and is folded.
std::string table_text(const Table& table);

}  // namespace gw::cli
