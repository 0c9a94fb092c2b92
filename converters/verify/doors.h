/// Several readings beside each other, as doors of one house: the one that knows the host best answers.
#pragma once

#include <memory>
#include <vector>

#include "verify/side.h"

namespace gw::verify {

class Doors : public Side {
 public:
  explicit Doors(std::vector<std::unique_ptr<Side>> doors) : doors_(std::move(doors)) {}

  std::vector<std::string> hosts() const override;
  std::vector<Port> ports() const override;
  bool listens(const Request& request) const override;
  void paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const override;
  void conditions(const Request& request, std::vector<const Conditions*>& out) const override;
  Answer answer(const Request& request, Trace* trace) const override;
  std::vector<std::string> not_read() const override;

 private:
  std::vector<std::unique_ptr<Side>> doors_;
};

}  // namespace gw::verify
