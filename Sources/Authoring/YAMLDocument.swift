import CanonicalJSON
import Catalog
import Foundation
import Yams

/// A problem at a line of a text file.
struct LineProblem: Error {
  let line: Int
  let reason: String
}

/// Where one record stands.
struct RecordPlace: @unchecked Sendable {
  let file: String
  // A node is a value that nobody changes after it was read; Yams does not say so by itself.
  let node: Node

  /// The line of the value at `path`, or of the nearest thing around it.
  func line(of path: [FieldStep]) -> Int {
    var node = node
    var line = node.mark?.line ?? 0
    for step in path {
      switch step {
      case .key(let key):
        guard let pair = node.mapping?.first(where: { $0.key.string == key }) else { return line }
        line = pair.key.mark?.line ?? line
        node = pair.value
      case .index(let index):
        guard let sequence = node.sequence, sequence.indices.contains(index) else { return line }
        node = sequence[index]
        line = node.mark?.line ?? line
      }
    }
    return line
  }
}

/// YAML as the catalog uses it: groups, lists and plain texts; no anchors, no types.
enum YAMLDocument {
  /// More nodes than this in one record come from aliases that multiply, not from a person.
  static let mostNodes = 100_000
  private static let deepest = 60

  /// The records in a file: the elements of its list, or the one group that it holds.
  static func read(_ text: String) -> Result<[Node], LineProblem> {
    if let line = lineOfDeepNesting(text) {
      return .failure(LineProblem(line: line, reason: "is nested deeper than \(deepest) levels"))
    }
    do {
      guard let root = try Yams.compose(yaml: text) else { return .success([]) }
      if let sequence = root.sequence { return .success(Array(sequence)) }
      return .success([root])
    } catch let error as YamlError {
      return .failure(problem(error))
    } catch {
      return .failure(LineProblem(line: 0, reason: "\(error)"))
    }
  }

  private static func problem(_ error: YamlError) -> LineProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      LineProblem(line: mark.line, reason: problem)
    default:
      LineProblem(line: 0, reason: "\(error)".split(separator: "\n").joined(separator: " "))
    }
  }

  /// Deep nesting is refused before it is parsed, because the parser walks it by recursion.
  private static func lineOfDeepNesting(_ text: String) -> Int? {
    var line = 1
    var brackets = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      default: break
      }
      if brackets > deepest { return line }
    }
    return lineOfDeepBlock(text)
  }

  /// Block structure nests by indentation and by `- - -` on one line.
  private static func lineOfDeepBlock(_ text: String) -> Int? {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let lead = line.prefix { $0 == " " || $0 == "-" || $0 == "?" }
      let dashes = lead.utf8.count { $0 != UInt8(ascii: " ") }
      if lead.utf8.count > 4 * deepest || dashes > deepest { return number + 1 }
    }
    return nil
  }

  /// The node as JSON: every scalar as the text that stands there.
  static func json(_ node: Node, budget: inout Int, depth: Int = 0) -> JSONValue? {
    budget -= 1
    guard budget > 0, depth < deepest else { return nil }
    switch node {
    case .scalar(let scalar): return .text(normalized(scalar.string))
    case .sequence(let sequence):
      var list: [JSONValue] = []
      for element in sequence {
        guard let value = json(element, budget: &budget, depth: depth + 1) else { return nil }
        list.append(value)
      }
      return .list(list)
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let value = json(value, budget: &budget, depth: depth + 1) else {
          return nil
        }
        object[normalized(name)] = value
      }
      return .object(object)
    case .alias: return nil
    }
  }

  /// Composed Unicode, and one blank between words, so that the same text always is the same bytes.
  private static func normalized(_ text: String) -> String {
    let composed = text.precomposedStringWithCanonicalMapping
    guard composed.contains(where: \.isNewline) else { return composed.trimmingCharacters(in: .whitespaces) }
    return composed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
