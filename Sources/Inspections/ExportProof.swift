import CanonicalJSON
import Foundation
import Trust

/// Whether an exported inspection is as it left the kit.
///
/// - Every line must be written exactly as the kit writes it, carry the digest of the line before, and the last line of
///   the journal must be a seal whose signature holds.
/// - The attachments that the journal says went along must follow, in that order.
/// - Where two lines do not fit together, the one that the rest of the file does not vouch for is named.
public struct ExportProof: Sendable, Equatable {
  /// One line that is not as it was.
  public struct Problem: Sendable, Hashable {
    /// The line of the file, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String
  }

  /// The name of the inspection; empty where no seal holds.
  public private(set) var inspection = ""
  /// The name of the kit that signed; empty where no seal holds.
  public private(set) var kit = ""
  /// The digest that the last seal stands for.
  public private(set) var digest = ""
  /// How many lines the journal has.
  public private(set) var events = 0
  /// How many attachments follow.
  public private(set) var attachments = 0
  /// Everything that is wrong, in the order of lines.
  public private(set) var problems: [Problem] = []

  private enum Part {
    case event(JournalLine, JSONObject, digest: String)
    case attachment(digest: String, isWhole: Bool)
    case broken(String)
  }

  /// Examines a file.
  public init(_ bytes: [UInt8]) {
    var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    let isWhole = texts.last?.isEmpty == true
    if isWhole { texts.removeLast() }
    var parts = texts.map(Self.part)
    if !isWhole, !parts.isEmpty { parts[parts.count - 1] = .broken("the line does not end") }
    check(parts)
  }

  private static func part(_ text: [UInt8]) -> Part {
    guard let value = try? JSONValue(parsing: text), let object = value.object else {
      return .broken("it is not one JSON object")
    }
    guard value.line.utf8.elementsEqual(text) else { return .broken("it is not written as the kit writes") }
    if object["event"] != nil {
      guard let line = JournalLine(object) else { return .broken("it is no event of a journal") }
      return .event(line, object, digest: JournalLine.digest(of: text))
    }
    guard object.members.map(\.key) == ["content", "digest"], let content = object["content"]?.text,
      let digest = object["digest"]?.text
    else { return .broken("it is neither an event nor an attachment") }
    let data = Data(base64Encoded: content)
    let isWhole = data.map { $0.base64EncodedString() == content && ContentDigest(of: Array($0)).hex == digest }
    return .attachment(digest: digest, isWhole: isWhole ?? false)
  }

  private mutating func check(_ parts: [Part]) {
    let end = parts.lastIndex { if case .event = $0 { true } else { false } } ?? -1
    events = end + 1
    for (index, part) in parts.enumerated() {
      if case .broken(let reason) = part { blame(index, reason) }
    }
    checkChain(Array(parts.prefix(end + 1)))
    checkSeals(Array(parts.prefix(end + 1)))
    let expected = problems.isEmpty ? Self.exported(parts.prefix(end + 1)) : nil
    checkAttachments(Array(parts.dropFirst(end + 1)), after: end + 1, expected: expected)
    problems.sort { $0.line < $1.line }
  }

  private mutating func blame(_ index: Int, _ reason: String) {
    guard !problems.contains(where: { $0.line == index + 1 }) else { return }
    problems.append(Problem(line: index + 1, reason: reason))
  }

  private func isBlamed(_ index: Int) -> Bool { problems.contains { $0.line == index + 1 } }

  private mutating func checkChain(_ parts: [Part]) {
    for (index, part) in parts.enumerated() {
      if case .attachment = part { blame(index, "an attachment stands between events") }
    }
    for (index, part) in parts.enumerated() {
      guard case .event(let line, _, _) = part, !isBlamed(index) else { continue }
      guard index > 0 else {
        if line.number != 1 { blame(0, "its number is not 1") }
        if line.previous != JournalLine.beginning { blame(0, "it is not the first line of a journal") }
        continue
      }
      guard case .event(let before, _, let digest) = parts[index - 1], !isBlamed(index - 1) else { continue }
      if line.number != before.number + 1 { blame(index, "its number does not follow") }
      guard line.previous != digest, !isBlamed(index) else { continue }
      let isChanged = isVouchedFor(index, in: parts)
      blame(isChanged ? index - 1 : index, "it was changed after it was written")
    }
  }

  /// Whether the line after it holds its digest or, of the last line, its own signature holds.
  private func isVouchedFor(_ index: Int, in parts: [Part]) -> Bool {
    guard case .event(let line, let object, let digest) = parts[index] else { return false }
    if index + 1 < parts.count, case .event(let next, _, _) = parts[index + 1] { return next.previous == digest }
    guard case .sealed(let seal) = line.event else { return false }
    return JournalSeal.holds(seal, line: object)
  }

  private mutating func checkSeals(_ parts: [Part]) {
    var sitting: Sitting?
    for (index, part) in parts.enumerated() {
      guard case .event(let line, let object, _) = part, !isBlamed(index) else { continue }
      if case .sitting(let new) = line.event { sitting = new }
      guard case .sealed(let seal) = line.event else {
        // A line after it that cannot be read was its seal.
        let isLast = index == parts.count - 1 && !problems.contains { $0.line > index + 1 }
        if isLast { blame(index, "no seal follows it") }
        continue
      }
      guard JournalSeal.holds(seal, line: object) else {
        blame(index, "its signature does not hold")
        continue
      }
      if let sitting, sitting.kit != JournalSeal.kit(seal.key) { blame(index, "another kit signed it") }
      if let sitting, sitting.inspection != seal.inspection { blame(index, "it seals another inspection") }
      if index == parts.count - 1, !isBlamed(index - 1), !Self.isExport(parts, before: index) {
        blame(index, "it is no export, or its end is missing")
      }
      inspection = seal.inspection
      kit = JournalSeal.kit(seal.key)
      digest = JournalSeal.digest(object)
    }
    if parts.isEmpty { blame(0, "there is no event") }
  }

  /// An export is written down right before its last seal, so that a copy cut off at an earlier seal is noticed.
  private static func isExport(_ parts: [Part], before index: Int) -> Bool {
    guard index > 0, case .event(let line, _, _) = parts[index - 1], case .exported = line.event else { return false }
    return true
  }

  private static func exported(_ parts: ArraySlice<Part>) -> [String]? {
    for case .event(let line, _, _) in parts.reversed() {
      if case .exported(let attachments) = line.event { return attachments }
    }
    return nil
  }

  private mutating func checkAttachments(_ parts: [Part], after start: Int, expected: [String]?) {
    for (offset, part) in parts.enumerated() {
      switch part {
      case .attachment(let digest, let isWhole):
        if !isWhole { blame(start + offset, "the attachment was changed") }
        if let expected, expected.count <= offset || expected[offset] != digest {
          blame(start + offset, "it is not the attachment that belongs here")
        }
        attachments += 1
      case .event, .broken: break
      }
    }
    if let expected, parts.count < expected.count {
      blame(start + parts.count, "an attachment is missing here")
    }
  }
}
