import CanonicalJSON
import Measures

/// Reads a criterion out of a record, reporting what is wrong with its place.
struct CriterionReader {
  let kind: String
  let id: String
  let features: [String: Feature]
  private(set) var issues: [RecordIssue] = []
  private static let deepest = 12

  init(kind: String, id: String, features: [String: Feature]) {
    self.kind = kind
    self.id = id
    self.features = features
  }

  private mutating func report(_ path: [FieldStep], _ message: String) {
    issues.append(RecordIssue(kind: kind, id: id, path: path, message: message))
  }

  mutating func criterion(_ value: JSONValue, at path: [FieldStep]) -> Criterion? {
    guard path.count < 2 * Self.deepest else {
      report(path, "is nested too deeply")
      return nil
    }
    guard let object = value.object, !object.members.isEmpty else {
      report(path, "must be 'all:', 'any:', 'at least N of:', 'not:', 'judgement:' or 'feature: test'")
      return nil
    }
    let parts = object.members.compactMap { part($0, at: path + [.key($0.key)]) }
    guard parts.count == object.members.count else { return nil }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part(_ member: JSONObject.Member, at path: [FieldStep]) -> Criterion? {
    switch member.key {
    case "all": return parts(member.value, at: path).map(Criterion.all)
    case "any": return parts(member.value, at: path).map(Criterion.any)
    case "not": return criterion(member.value, at: path).map(Criterion.not)
    case "judgement":
      guard let text = member.value.text, !text.isEmpty else {
        report(path, "must say in words what the authority judges")
        return nil
      }
      return .judgement(text)
    default:
      let words = member.key.split(separator: " ")
      if words.count == 4, words[0] == "at", words[1] == "least", words[3] == "of", let count = Int(words[2]) {
        return atLeast(count, member.value, at: path)
      }
      return condition(member, at: path)
    }
  }

  private mutating func parts(_ value: JSONValue, at path: [FieldStep]) -> [Criterion]? {
    guard let list = value.list, !list.isEmpty else {
      report(path, "must be a list with at least one part")
      return nil
    }
    let parts = list.enumerated().compactMap { criterion($0.element, at: path + [.index($0.offset)]) }
    return parts.count == list.count ? parts : nil
  }

  private mutating func atLeast(_ count: Int, _ value: JSONValue, at path: [FieldStep]) -> Criterion? {
    guard let parts = parts(value, at: path) else { return nil }
    guard (1...parts.count).contains(count) else {
      report(path, "asks for \(count) of \(parts.count) parts")
      return nil
    }
    return .atLeast(count, parts)
  }

  private mutating func condition(_ member: JSONObject.Member, at path: [FieldStep]) -> Criterion? {
    guard let feature = features[member.key] else {
      report(path, "there is no feature '\(member.key)'")
      return nil
    }
    let texts = member.value.texts ?? []
    guard !texts.isEmpty else {
      report(path, "needs a test: a state, a list of states, or a limit with its unit")
      return nil
    }
    guard let test = test(texts, of: feature, at: path) else { return nil }
    let names = texts.map { id in feature.index(ofState: id).map { feature.states[$0].name } ?? id }
    return .condition(Criterion.Condition(feature: feature.id, test: test, text: names.joined(separator: " or ")))
  }

  private mutating func test(_ texts: [String], of feature: Feature, at path: [FieldStep]) -> Criterion.Test? {
    guard feature.kind == .quantity else {
      if let states = feature.extent(ofStates: texts) { return .states(states) }
      let unknown = texts.filter { feature.index(ofState: $0) == nil }
      report(path, "\(unknown.joined(separator: ", ")) is not a state of \(feature.id)")
      return nil
    }
    guard texts.count == 1 else {
      report(path, "a quantity takes one limit; use 'any:' for several")
      return nil
    }
    do {
      // A limit says its unit; only a pure number has none.
      let unit = feature.dimension == Dimension.none ? feature.unit : nil
      let reading = try QuantityReader.read(texts[0], expecting: feature.dimension, defaultUnit: unit)
      return .limit(reading.interval)
    } catch {
      report(path, "'\(texts[0])': \(error)")
      return nil
    }
  }
}
