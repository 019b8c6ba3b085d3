import CanonicalJSON

/// Reads the fields of one record and collects everything that is wrong with them instead of stopping at the first.
struct FieldReader {
  let kind: String
  let id: String
  private let object: JSONObject
  private let path: [FieldStep]
  /// The fields that were asked for so far.
  private(set) var used: Set<String> = []
  private(set) var issues: [RecordIssue] = []

  init(_ record: CatalogRecord) {
    self.init(kind: record.kind, id: record.id, object: record.fields, path: [])
  }

  init(kind: String, id: String, object: JSONObject, path: [FieldStep]) {
    self.kind = kind
    self.id = id
    self.object = object
    self.path = path
  }

  mutating func report(_ key: String?, _ message: String, severity: RecordIssue.Severity = .error) {
    let place = key.map { path + [.key($0)] } ?? path
    issues.append(RecordIssue(kind: kind, id: id, path: place, message: message, severity: severity))
  }

  mutating func report(_ key: String, at index: Int, _ message: String) {
    issues.append(RecordIssue(kind: kind, id: id, path: path + [.key(key), .index(index)], message: message))
  }

  mutating func report(inside group: String, _ key: String, _ message: String) {
    issues.append(RecordIssue(kind: kind, id: id, path: path + [.key(group), .key(key)], message: message))
  }

  /// The raw value, which the caller reads.
  mutating func value(_ key: String) -> JSONValue? {
    used.insert(key)
    return object[key]
  }

  mutating func text(_ key: String) -> String {
    guard let text = optionalText(key), !text.isEmpty else {
      if object[key] == nil {
        report(key, "is missing")
      } else if issues.last?.path.last != .key(key) {
        report(key, "is empty")
      }
      return ""
    }
    return text
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else {
      report(key, "must be one text, not a list or a group of fields")
      return nil
    }
    return text
  }

  /// A list of texts; one text alone counts as a list of one, a missing key as an empty list.
  mutating func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    if let text = value.text { return text.isEmpty ? [] : [text] }
    guard let list = value.list else {
      report(key, "must be a list of texts")
      return []
    }
    var texts: [String] = []
    for (index, element) in list.enumerated() {
      if let text = element.text, !text.isEmpty {
        texts.append(text)
      } else {
        report(key, at: index, "must be a text")
      }
    }
    return texts
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default usual: Choice?) -> Choice?
  where Choice.RawValue == String {
    guard let text = optionalText(key) else {
      if usual == nil { report(key, "is missing") }
      return usual
    }
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      report(key, "'\(text)' is not one of: \(names)")
      return usual
    }
    return choice
  }

  mutating func number(_ key: String, default usual: Double, within range: ClosedRange<Double>) -> Double {
    guard let text = optionalText(key) else { return usual }
    guard let number = Double(text), range.contains(number) else {
      report(key, "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound)")
      return usual
    }
    return number
  }

  /// A group of fields whose keys are free, such as scores; a missing key counts as an empty group.
  mutating func group(_ key: String) -> [JSONObject.Member] {
    guard let value = value(key) else { return [] }
    guard let object = value.object else {
      report(key, "must be a group of 'name: value' lines")
      return []
    }
    return object.members
  }

  /// Reads each object of a list with `read`; a missing key counts as an empty list.
  mutating func list<Element>(_ key: String, _ read: (inout FieldReader) -> Element?) -> [Element] {
    guard let value = value(key) else { return [] }
    guard let list = value.list else {
      report(key, "must be a list")
      return []
    }
    var elements: [Element] = []
    for (index, element) in list.enumerated() {
      guard let object = element.object else {
        report(key, at: index, "must be a group of 'name: value' lines")
        continue
      }
      var reader = FieldReader(kind: kind, id: id, object: object, path: path + [.key(key), .index(index)])
      if let element = read(&reader) { elements.append(element) }
      reader.finish()
      issues += reader.issues
    }
    return elements
  }

  /// A group of scores by feature.
  mutating func scores(_ key: String, features: [String: Feature]) -> [String: Score] {
    var scores: [String: Score] = [:]
    for member in group(key) {
      guard let feature = features[member.key] else {
        report(inside: key, member.key, "there is no such feature")
        continue
      }
      guard let texts = member.value.texts else {
        report(inside: key, member.key, "must be a text or a list of texts")
        continue
      }
      do {
        scores[member.key] = try Score(texts, for: feature)
      } catch {
        report(inside: key, member.key, error.description)
      }
    }
    return scores
  }

  /// Takes over issues that another reader found in this record.
  mutating func take(_ others: [RecordIssue]) {
    issues += others
  }

  /// Reports every field that nobody asked for: usually a misspelt name.
  mutating func finish() {
    for member in object.members where !used.contains(member.key) {
      // Any kind of record may name the additions of kits that it takes over.
      if path.isEmpty, member.key == CatalogRecord.supersedesField { continue }
      report(member.key, "is not a field of this kind of record; known here: \(used.sorted().joined(separator: ", "))")
    }
  }
}
