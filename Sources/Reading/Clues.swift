public import Catalog

/// What was understood of the words and numbers of one inspection.
public struct Clues: Sendable, Equatable {
  /// One part of the input and what it was taken for.
  public struct Understood: Sendable, Hashable {
    /// What sort of meaning was found.
    public enum Sort: String, Sendable {
      case observation, marking, identifier, name
    }

    /// The words as given.
    public let text: String
    /// What sort of meaning was found.
    public let sort: Sort
    /// The meaning in plain words, values converted.
    public let meaning: String
  }

  /// What the input says of features.
  public var observations: [Observation] = []
  /// Features that were named unasked.
  ///
  /// That somebody states a flow rate speaks for goods that have one.
  public var namedFeatures: Set<String> = []
  /// Features that were asked for, whether or not they could be read.
  ///
  /// That somebody finds a flow rate where it was asked for speaks for goods that have one, a little.
  public var askedFeatures: Set<String> = []
  /// Evidence for commodities from names, markings and headings, in bits.
  public var commodityBits: [String: Double] = [:]
  /// Control entries that a marking or a claimed code points to.
  public var entries: Set<String> = []
  /// Every part that was understood.
  public var understood: [Understood] = []
  /// Words and values that mean nothing here, as given.
  public var notUnderstood: [String] = []
  /// What the inspector should know of the readings: failed check digits, recovered digits, several meanings.
  public var warnings: [String] = []

  /// The parts that ``commodityBits`` was put together from, the strongest first, where there are several.
  private var partsOfBits: [String: [Double]] = [:]

  /// Whether nothing was understood of the goods yet, so that candidates mean nothing.
  public var isVague: Bool { observations.allSatisfy { $0.content == .cannotSee } && commodityBits.isEmpty }

  /// Nothing understood yet.
  public init() {}

  /// Takes another part of the same inspection in.
  ///
  /// Evidence for one commodity counts by its strongest part.
  public mutating func merge(_ other: Clues) {
    namedFeatures.formUnion(other.namedFeatures)
    askedFeatures.formUnion(other.askedFeatures)
    observations += other.observations.filter { !observations.contains($0) }
    for commodity in other.commodityBits.keys {
      let parts = (self.parts(of: commodity) + other.parts(of: commodity)).sorted(by: >)
      commodityBits[commodity] = Self.together(parts)
      if parts.count > 1 { partsOfBits[commodity] = parts }
    }
    entries.formUnion(other.entries)
    understood += other.understood.filter { !understood.contains($0) }
    notUnderstood += other.notUnderstood
    warnings += other.warnings.filter { !warnings.contains($0) }
  }

  /// Words of one inspection mostly repeat each other, so each weaker part adds only a third, whatever the order.
  private static func together(_ parts: [Double]) -> Double {
    (parts.first ?? 0) + parts.dropFirst().reduce(0, +) / 3
  }

  private func parts(of commodity: String) -> [Double] {
    guard let bits = commodityBits[commodity] else { return [] }
    // Bits that were set since the parts were put together count as one part.
    let parts = partsOfBits[commodity] ?? []
    return Self.together(parts) == bits ? parts : [bits]
  }
}
