/// An emerging technology that several regimes follow; commodities carry it as a tag.
public enum EmergingTechnology: String, CaseIterable, Sendable {
  case quantum
  case advancedChips = "advanced-chips"
  case additiveManufacturing = "additive-manufacturing"
  case synthesisEquipment = "synthesis-equipment"
  case uncrewedSystems = "uncrewed-systems"

  /// The tag as it stands in records.
  public var tag: String { "emerging/\(rawValue)" }

  /// The name shown to people.
  public var name: String {
    switch self {
    case .quantum: "Quantum technology"
    case .advancedChips: "Advanced chips"
    case .additiveManufacturing: "Additive manufacturing"
    case .synthesisEquipment: "Synthesis equipment"
    case .uncrewedSystems: "Uncrewed systems"
    }
  }

  /// The technology that a word names: its id, with or without `emerging/`, or its name.
  public init?(named word: String) {
    let word = word.lowercased()
    guard let found = Self.allCases.first(where: { [$0.rawValue, $0.tag, $0.name.lowercased()].contains(word) })
    else { return nil }
    self = found
  }
}
