/// A value, or the reason why the tool could not do its work. Findings about the input go to the Sink instead.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace gw {

/// One line for the user, lower case, no full stop.
struct Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : data_(std::move(value)) {}
  Result(Error error) : data_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(data_); }
  T& operator*() { return std::get<T>(data_); }
  T* operator->() { return &std::get<T>(data_); }
  const std::string& error() const { return std::get<Error>(data_).message; }

 private:
  std::variant<T, Error> data_;
};

}  // namespace gw
