/// Why a formula could not be read or has no dimension.
public enum FormulaError: Error, Equatable, Sendable {
  /// There is no formula.
  case empty
  /// The formula is longer than any that is needed.
  case tooLong(length: Int, limit: Int)
  /// Brackets and signs are nested too deeply.
  case tooDeep(limit: Int)
  /// Something else should stand at this place, counted in characters from 1.
  case unexpected(found: String, at: Int, expected: String)
  /// No dimension is known for this variable.
  case unknownVariable(String)
  /// Two sides that are added or compared measure different things.
  case mismatched(left: Dimension, right: Dimension)
  /// A root or power of this dimension does not exist.
  case noSuchPower(of: Dimension)
}

extension FormulaError: CustomStringConvertible {
  /// What happened and what to write instead.
  public var description: String {
    switch self {
    case .empty:
      "the formula is empty: write one such as pi * (outer-diameter / 2)^2"
    case .tooLong(let length, let limit):
      "the formula has \(length) characters: write at most \(limit)"
    case .tooDeep(let limit):
      "the formula nests more than \(limit) deep: take brackets away or split it"
    case .unexpected(let found, let place, let expected):
      "found \(found) at character \(place) of the formula: write \(expected) there"
    case .unknownVariable(let name):
      "the formula uses \"\(name)\", which is no known quantity: correct its id"
    case .mismatched(let left, let right):
      "the formula adds or compares \(left) and \(right): both sides have to measure the same"
    case .noSuchPower(let dimension):
      "the formula takes a root or power of \(dimension) that no quantity has: correct the exponent"
    }
  }
}
