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

  /// Nothing understood yet.
  public init() {}

  /// Takes another part of the same inspection in.
  ///
  /// Evidence for one commodity counts by its strongest part.
  public mutating func merge(_ other: Clues) {
    namedFeatures.formUnion(other.namedFeatures)
    observations += other.observations.filter { !observations.contains($0) }
    for (commodity, bits) in other.commodityBits {
      let known = commodityBits[commodity] ?? 0
      // Words of one inspection mostly repeat each other, so the weaker part adds only a third.
      commodityBits[commodity] = max(known, bits) + min(known, bits) / 3
    }
    entries.formUnion(other.entries)
    understood += other.understood.filter { !understood.contains($0) }
    notUnderstood += other.notUnderstood
    warnings += other.warnings.filter { !warnings.contains($0) }
  }
}
