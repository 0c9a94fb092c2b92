/// An optional value that most of its holders do not have.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace gw {

/// Takes the room of two pointers where there is no value. It cannot be changed once it is set; copies share it.
template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(T value) : value_(std::make_shared<const T>(std::move(value))) {}
  Rare(std::optional<T> value) : value_(value ? std::make_shared<const T>(*std::move(value)) : nullptr) {}

  explicit operator bool() const { return value_ != nullptr; }
  bool has_value() const { return value_ != nullptr; }
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }
  void reset() { value_.reset(); }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace gw
