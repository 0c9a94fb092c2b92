#include "yaml/read.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <atomic>
#include <istream>
#include <streambuf>
#include <thread>

#include "yaml/build.h"
#include "yaml/split.h"
#include "yaml/syntax.h"

namespace gw::yaml {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{64} << 10;
constexpr int kMaxDepth = 499;  // yaml-cpp gives up at 500, before its recursion could exhaust the stack

struct Stop {};  // leaves yaml-cpp early once a document is lost; never leaves this file

class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // std::streambuf wants it so; it only reads
    setg(begin, begin, begin + text.size());
  }
};

/// Passes yaml-cpp's events on, with offsets into the whole input instead of into the document.
class Events final : public YAML::EventHandler {
 public:
  Events(Builder& builder, std::size_t offset) : builder_(builder), offset_(offset) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.null(at(mark), anchor);
    stop_if_lost();
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.alias(at(mark), anchor);
    stop_if_lost();
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    builder_.scalar(at(mark), anchor, tag, value);
    stop_if_lost();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    builder_.open(at(mark), anchor, tag, false, style == YAML::EmitterStyle::Flow);
    stop_if_lost();
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    builder_.open(at(mark), anchor, tag, true, style == YAML::EmitterStyle::Flow);
    stop_if_lost();
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  std::size_t at(const YAML::Mark& mark) const { return offset_ + static_cast<std::size_t>(std::max(mark.pos, 0)); }
  void close() {
    builder_.close();
    stop_if_lost();
  }
  void stop_if_lost() const {
    if (builder_.failed()) throw Stop{};
  }

  Builder& builder_;
  std::size_t offset_;
};

struct Chunk {
  std::uint32_t file;
  std::string_view text;  // the whole input
  Span document;
};

void report_syntax(const Chunk& chunk, const YAML::ParserException& error, Sink& sink) {
  const std::size_t at = chunk.document.begin + static_cast<std::size_t>(std::max(error.mark.pos, 0));
  if (std::string_view(error.msg).starts_with("the referenced anchor is not defined")) {
    const std::size_t end = chunk.text.find_first_of(" \t\r\n,]}:", at);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(std::min<std::size_t>(end, chunk.document.end))};
    sink.report<Code::alias_invalid>(Origin{chunk.file, span}, "names no anchor above it");
    return;
  }
  const SyntaxError found = explain_syntax(chunk.text, chunk.document, at, error.msg);
  sink.report<Code::yaml_syntax>(Origin{chunk.file, found.span}, found.what).help = found.help;
}

Origin place(const Chunk& chunk, const YAML::Mark& mark) {
  const auto at = std::min(chunk.document.begin + static_cast<std::uint32_t>(std::max(mark.pos, 0)), chunk.document.end - 1);
  return {chunk.file, {at, at + 1}};
}

/// Parses one document. yaml-cpp takes `- a` followed by `b: c` for two documents, hence the second question.
std::optional<Node> parse(const Chunk& chunk, std::pmr::memory_resource& memory, Sink& sink) {
  if (!check_text(chunk.text, chunk.document, chunk.file, sink)) return std::nullopt;
  Builder builder(chunk.text, chunk.document, chunk.file, memory, sink);
  Events events(builder, chunk.document.begin);
  MemoryBuffer buffer(chunk.text.substr(chunk.document.begin, chunk.document.end - chunk.document.begin));
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(events)) return std::nullopt;
    const auto root = builder.root();
    Sink ignored;
    Builder second(chunk.text, chunk.document, chunk.file, memory, ignored);
    Events more(second, chunk.document.begin);
    if (parser.HandleNextDocument(more) && root) {
      const auto at = second.root() ? second.root()->span() : chunk.document;
      Finding& finding = sink.report<Code::yaml_syntax>(Origin{chunk.file, {at.begin, at.begin + 1}},
                                                        "this does not belong to the value above it");
      finding.help = "check the indentation, or separate documents with `---`";
      return std::nullopt;
    }
    return root;
  } catch (const Stop&) {
  } catch (const YAML::DeepRecursion& error) {
    Origin at = place(chunk, error.mark);  // of a flow collection, yaml-cpp knows only the end
    if (const auto bracket = bracket_at_depth(chunk.text, chunk.document, kMaxDepth))
      at.span = {static_cast<std::uint32_t>(*bracket), static_cast<std::uint32_t>(*bracket + 1)};
    sink.report<Code::nesting_too_deep>(at, kMaxDepth);
  } catch (const YAML::ParserException& error) {
    report_syntax(chunk, error, sink);
  }
  return std::nullopt;
}

/// Consecutive documents that one thread parses at a time, and what came of them.
struct Batch {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<Document> documents;
  std::vector<Origin> flawed;
  Sink sink;
};

std::vector<Chunk> all_chunks(std::span<const Source> sources, std::vector<Origin>& flawed, Sink& sink) {
  std::vector<Chunk> chunks;
  for (std::uint32_t file = 0; file < sources.size(); ++file) {
    const std::string_view text = sources[file].text();
    const std::vector<Span> documents = split_documents(text);
    if (documents.empty()) {
      sink.report<Code::empty_input>(Origin{file, {0, 0}}, sources[file].name());
      flawed.push_back({file, {0, static_cast<std::uint32_t>(text.size())}});
    }
    for (const Span document : documents) chunks.push_back({file, text, document});
  }
  return chunks;
}

std::vector<Batch> make_batches(const std::vector<Chunk>& chunks) {
  std::vector<Batch> batches;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    if (batches.empty() || bytes >= kBatchBytes) {
      batches.emplace_back().first = i;
      bytes = 0;
    }
    batches.back().last = i + 1;
    bytes += chunks[i].document.end - chunks[i].document.begin;
  }
  return batches;
}

void parse_batches(const std::vector<Chunk>& chunks, std::vector<Batch>& batches, std::atomic<std::size_t>& next,
                   std::pmr::memory_resource& memory, Progress* progress) {
  for (std::size_t b = next++; b < batches.size(); b = next++) {
    Batch& batch = batches[b];
    for (std::size_t i = batch.first; i < batch.last; ++i) {
      const std::size_t before = batch.sink.findings().size();
      if (const auto root = parse(chunks[i], memory, batch.sink))
        if (!root->is_null()) batch.documents.push_back({chunks[i].file, *root});
      if (batch.sink.findings().size() != before) batch.flawed.push_back({chunks[i].file, chunks[i].document});
    }
    step(progress, batch.last - batch.first);
  }
}

}  // namespace

Tree read(std::span<const Source> sources, unsigned threads, Sink& sink, Progress* progress) {
  Tree tree;
  const std::vector<Chunk> chunks = all_chunks(sources, tree.flawed, sink);
  begin(progress, Progress::Stage::Reading, chunks.size());
  std::vector<Batch> batches = make_batches(chunks);
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  const std::size_t count = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(batches.size(), 1));
  for (std::size_t i = 0; i < count; ++i)
    tree.arenas.push_back(std::make_unique<std::pmr::monotonic_buffer_resource>(std::size_t{64} << 10));
  for (std::size_t i = 1; i < count; ++i)
    workers.emplace_back([&, i] { parse_batches(chunks, batches, next, *tree.arenas[i], progress); });
  parse_batches(chunks, batches, next, *tree.arenas[0], progress);
  workers.clear();
  for (Batch& batch : batches) {
    tree.documents.insert(tree.documents.end(), batch.documents.begin(), batch.documents.end());
    tree.flawed.insert(tree.flawed.end(), batch.flawed.begin(), batch.flawed.end());
    sink.append(std::move(batch.sink));
  }
  return tree;
}

}  // namespace gw::yaml
