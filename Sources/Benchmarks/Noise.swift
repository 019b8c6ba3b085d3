import Identification

/// Wrong answers that are the same in every run and whatever else was asked.
struct Noise {
  static let seed: UInt64 = 20_260_101

  /// How often a choice or a count is answered wrongly.
  let errorRate: Double

  /// The answer to a character whose true value is `value`, for specimen number `specimen`.
  func answer(_ character: Dataset.Character, value: Double, specimen: Int) -> Evidence {
    var random = SeededGenerator(
      seed: Noise.seed &+ UInt64(truncatingIfNeeded: specimen) &* 1_000_003 &+ UInt64(truncatingIfNeeded: character.id)
    )
    guard Double.random(in: 0..<1, using: &random) < errorRate else { return character.evidence(value) }
    switch character.kind {
    case .states(let count):
      guard count > 1 else { return character.evidence(value) }
      let other = Double(Int.random(in: 1..<count, using: &random))
      return character.evidence(other < value ? other : other + 1)
    case .integer: return character.evidence(Bool.random(using: &random) ? value + 1 : value - 1)
    case .real: return character.evidence(value)
    }
  }
}

/// A small generator whose numbers follow from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from the standard normal distribution, near enough: the sum of twelve even ones.
  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}
