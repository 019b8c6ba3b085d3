import Identification
import Inspections

/// Everything that was said so far; it travels with every page, because the server keeps nothing.
public struct PageRequest: Sendable, Hashable {
  /// An answer to the question for one feature.
  struct Given: Sendable, Hashable {
    let feature: String
    let answer: Answer
  }

  static let longestText = 8_000
  static let longestValue = 200
  static let mostAnswers = 200

  /// Words, plate texts and values, as typed.
  var text = ""
  /// What the declaration says the goods are.
  var declared = ""
  /// The HS code in the declaration.
  var heading = ""
  /// How the goods travel.
  var mode: Circumstances.Mode?
  /// The answers, in the order in which they were given.
  var answers: [Given] = []
  /// A value that was just typed for a feature, not yet checked.
  var typed: (feature: String, value: String)? {
    get { typedFeature.isEmpty ? nil : (typedFeature, typedValue) }
    set { (typedFeature, typedValue) = newValue.map { ($0.feature, $0.value) } ?? ("", "") }
  }
  private var typedFeature = ""
  private var typedValue = ""

  /// Nothing said yet.
  public init() {}

  /// Reads a posted form.
  ///
  /// - Throws: ``PageError`` where it is no form, or longer than is taken.
  public init(form body: [UInt8]) throws(PageError) {
    let fields = try FormFields(body)
    text = try Self.bounded(fields.value("text"), Self.longestText, "the text is too long")
    declared = try Self.bounded(fields.value("declared"), Self.longestText, "the declared description is too long")
    heading = try Self.bounded(fields.value("hs"), Self.longestValue, "the HS code is too long")
    mode = Circumstances.Mode(rawValue: fields.value("mode"))
    // A question's own button comes after the answers given before, and so replaces an earlier answer.
    for code in fields.values("answer") {
      guard let given = Given(code: try Self.bounded(code, 4 * Self.longestValue, "an answer is too long")) else {
        throw .malformed
      }
      give(given)
    }
    let asked = try Self.bounded(fields.value("asked"), Self.longestValue, "an answer is too long")
    let value = try Self.bounded(fields.value("value"), Self.longestValue, "the value is too long")
    let states = fields.values("state").filter { !$0.isEmpty }
    if !asked.isEmpty, !states.isEmpty {
      give(Given(feature: asked, answer: .states(states)))
    } else if !asked.isEmpty, fields.values("value").contains(where: { !$0.isEmpty }) {
      typed = (asked, value)
    }
    for feature in fields.values("withdraw") { answers.removeAll { $0.feature == feature } }
    guard answers.count <= Self.mostAnswers else { throw .tooMuch("more than \(Self.mostAnswers) answers") }
  }

  /// Takes an answer; it replaces the earlier one for its feature.
  mutating func give(_ given: Given) {
    if let index = answers.firstIndex(where: { $0.feature == given.feature }) {
      answers[index] = given
    } else {
      answers.append(given)
    }
  }

  /// Whether nothing at all was said.
  var isEmpty: Bool {
    text.allSatisfy(\.isWhitespace) && declared.allSatisfy(\.isWhitespace) && heading.allSatisfy(\.isWhitespace)
      && answers.isEmpty && typed == nil
  }

  private static func bounded(_ text: String, _ limit: Int, _ complaint: String) throws(PageError) -> String {
    guard text.unicodeScalars.count <= limit else { throw .tooMuch("\(complaint): at most \(limit) characters") }
    return text
  }
}

extension PageRequest.Given {
  /// The answer as a hidden field carries it, such as `form:=tube` or `mass:m12 kg`.
  var code: String {
    switch answer {
    case .states(let ids): "\(feature):=\(ids.joined(separator: "|"))"
    case .value(let text, .read): "\(feature):r\(text)"
    case .value(let text, .measured): "\(feature):m\(text)"
    case .value(let text, .estimated): "\(feature):e\(text)"
    case .value(let text, .declared): "\(feature):d\(text)"
    case .cannotSee: "\(feature):?"
    case .notApplicable: "\(feature):-"
    }
  }

  /// The answer that a field carries, or nil where it carries none.
  init?(code: String) {
    guard let colon = code.firstIndex(of: ":"), colon != code.startIndex else { return nil }
    let rest = code[colon...].dropFirst()
    guard let kind = rest.first else { return nil }
    let content = String(rest.dropFirst())
    feature = String(code[..<colon])
    switch kind {
    case "=" where !content.isEmpty: answer = .states(content.split(separator: "|").map(String.init))
    case "r" where !content.isEmpty: answer = .value(content, .read)
    case "m" where !content.isEmpty: answer = .value(content, .measured)
    case "e" where !content.isEmpty: answer = .value(content, .estimated)
    case "d" where !content.isEmpty: answer = .value(content, .declared)
    case "?" where content.isEmpty: answer = .cannotSee
    case "-" where content.isEmpty: answer = .notApplicable
    default: return nil
    }
  }
}
