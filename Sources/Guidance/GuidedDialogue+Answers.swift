import Catalog
import Identification
import Inspections
import Measures

extension GuidedDialogue {
  /// Takes an answer to the question at hand.
  mutating func answer(_ input: String) -> [TextLine] {
    guard let asked else {
      return [TextLine("“\(input.prefix(40))” is none of the keys here; text is added with m.")]
    }
    return asked.kind == .quantity ? value(input, of: asked) : choose(input, of: asked)
  }

  /// Writes an answer down and goes on.
  mutating func give(_ answer: Answer) -> [TextLine] {
    guard let asked else { return [] }
    record(.answered(feature: asked.id, answer))
    return [TextLine("Noted: \(meaning(asked, answer))"), progress] + goForward()
  }

  /// The answer in words, its value converted.
  private func meaning(_ feature: Feature, _ answer: Answer) -> String {
    guard case .value(let text, _) = answer, let reading = try? feature.reading(of: text) else {
      return describe(feature.id, answer)
    }
    // Of a range that tells what a machine can do, only its end counts; that is said here.
    var converted = reading.described(in: feature.unit)
    if feature.rangeEnd != .uncertain, let unit = feature.unit,
      case .quantity(let interval)? = answer.observation(of: feature)?.content
    {
      converted = interval.described(in: unit)
    }
    return "\(feature.name): \(text)" + (converted == text ? "" : " = \(converted)")
  }

  mutating func notApplicable(isSure: Bool) -> [TextLine] {
    guard asked?.kind == .presence, !isSure else { return give(.notApplicable) }
    stage = .doubtfulNo
    return [TextLine("Type 2 for No. Type n once more if the goods cannot have this at all.")]
  }

  // MARK: - Choices

  private mutating func choose(_ input: String, of feature: Feature) -> [TextLine] {
    let parts = input.split { $0 == " " || $0 == "," || $0 == "/" }
    if !parts.isEmpty, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) { return chooseNumbers(parts, of: feature) }
    if feature.kind == .presence, ["y", "yes"].contains(input.lowercased()) { return give(.states(["yes"])) }
    let found = Self.states(of: feature, named: input)
    switch found.count {
    case 1: return give(.states([feature.states[found[0]].id]))
    case 0:
      return [TextLine("“\(input.prefix(40))” is none of the answers. Text of any kind is added with m.")]
    default:
      return [TextLine("Which of these?")] + found.prefix(20).map { choice($0, of: feature) }
    }
  }

  private mutating func chooseNumbers(_ parts: [Substring], of feature: Feature) -> [TextLine] {
    var ids: [String] = []
    for part in parts {
      guard let number = Int(part), feature.states.indices.contains(number - 1) else {
        return [TextLine("There is no answer \(part.prefix(20)); they go from 1 to \(feature.states.count).")]
      }
      let id = feature.states[number - 1].id
      if !ids.contains(id) { ids.append(id) }
    }
    return give(.states(ids))
  }

  /// The states of this name, or else those that have it in their name or in other words for it.
  private static func states(of feature: Feature, named name: String) -> [Int] {
    let name = name.lowercased()
    let exact = feature.states.indices.filter { index in
      let state = feature.states[index]
      return ([state.id, state.name] + state.also).contains { $0.lowercased() == name }
    }
    if !exact.isEmpty || name.count < 3 { return exact }
    return feature.states.indices.filter { index in
      ([feature.states[index].name] + feature.states[index].also).contains { $0.lowercased().contains(name) }
    }
  }

  /// One numbered answer with what gives it away.
  func choice(_ index: Int, of feature: Feature) -> TextLine {
    let state = feature.states[index]
    let number = String(index + 1)
    let digits = String(feature.states.count).count
    let mark = String(repeating: " ", count: max(0, digits - number.count)) + number
    return TextLine("\(mark)  \(state.name)" + (state.tell.isEmpty ? "" : " – \(state.tell)"), hanging: digits + 2)
  }

  // MARK: - Values

  private mutating func value(_ input: String, of feature: Feature) -> [TextLine] {
    do {
      _ = try feature.reading(of: input)
      return give(.value(input, feature.answerSource))
    } catch .unknownUnit(nil) {
      stage = .unit(number: input)
      return []
    } catch {
      return [TextLine("Not taken: \(error).")]
    }
  }

  /// Completes a number that was typed without a unit.
  mutating func takeUnit(_ input: String, number: String) -> [TextLine] {
    stage = .question
    guard let asked, asked.kind == .quantity else { return goForward() }
    if input.first?.isNumber == true { return answer(input) }
    let unit = input.isEmpty ? asked.unit?.symbol ?? "" : input
    return value("\(number) \(unit)", of: asked)
  }
}
