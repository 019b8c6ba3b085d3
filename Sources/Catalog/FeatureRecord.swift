import CanonicalJSON
import Measures

/// A feature as it stands in its record, before references to other records are followed.
struct FeatureRecord {
  let id: String
  let name: String
  let question: String
  let help: String
  let kind: Feature.Kind
  let states: [Feature.State]
  let statesOf: String?
  let unit: Measures.Unit?
  let rangeEnd: Feature.RangeEnd
  let precision: Double
  let place: Feature.Place
  let tool: Feature.Tool
  let seconds: Double
  let misread: Double
  let also: [String]
  let requires: [Feature.Requirement]
  let formulas: [String]
  let fallsBackTo: String?

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    question = reader.text("question")
    help = reader.optionalText("help") ?? ""
    kind = reader.choice("kind", default: nil) ?? .presence
    place = reader.choice("place", default: nil) ?? .goods
    tool = reader.choice("tool", default: Feature.Tool.none) ?? .none
    rangeEnd = reader.choice("range", default: .uncertain) ?? .uncertain
    seconds = reader.number("seconds", default: 10, within: 0.5...36_000)
    misread = reader.number("misread", default: 0.05, within: 0.0001...0.5)
    precision = reader.number("precision", default: 0.02, within: 0...1)
    also = reader.texts("also")
    formulas = reader.texts("formula")
    fallsBackTo = reader.optionalText("falls back to")
    statesOf = reader.optionalText("states as")
    requires = Self.requirements(&reader)
    unit = Self.unit(&reader, kind: kind)
    states = Self.states(&reader, kind: kind, statesOf: statesOf)
  }

  private static func requirements(_ reader: inout FieldReader) -> [Feature.Requirement] {
    reader.group("requires").map { member in
      let states = member.value.texts ?? []
      if states.isEmpty { reader.report("requires", "'\(member.key)' needs a state or a list of states") }
      return Feature.Requirement(feature: member.key, states: states)
    }
  }

  private static func unit(_ reader: inout FieldReader, kind: Feature.Kind) -> Measures.Unit? {
    let text = reader.optionalText("unit")
    guard kind == .quantity else {
      if text != nil { reader.report("unit", "only a quantity has a unit") }
      return nil
    }
    guard let text else {
      reader.report("unit", "is missing: a quantity needs the unit it is shown in")
      return nil
    }
    if text == "1" { return Measures.Unit(symbol: "", dimension: .none, scale: 1) }
    guard let unit = Measures.Unit.meanings(of: text).first else {
      reader.report("unit", "'\(text)' is not a unit that is known here")
      return nil
    }
    return unit
  }

  private static func states(
    _ reader: inout FieldReader,
    kind: Feature.Kind,
    statesOf: String?
  ) -> [Feature.State] {
    let listed = reader.list("states") { state in
      Feature.State(
        id: state.text("id"),
        name: state.text("name"),
        tell: state.optionalText("tell") ?? "",
        also: state.texts("also"),
        wider: state.optionalText("is")
      )
    }
    switch kind {
    case .choice:
      if listed.isEmpty, statesOf == nil { reader.report("states", "is missing: a choice needs its states") }
      return listed
    case .presence:
      if !listed.isEmpty { reader.report("states", "a presence has only yes and no") }
      return [
        Feature.State(id: "yes", name: "Yes", also: ["y", "true", "present", "da", "ja", "oui", "si", "да"]),
        Feature.State(id: "no", name: "No", also: ["n", "false", "absent", "none", "not", "нет", "nein", "non"]),
      ]
    case .quantity:
      if !listed.isEmpty { reader.report("states", "a quantity has no states") }
      return []
    }
  }
}
