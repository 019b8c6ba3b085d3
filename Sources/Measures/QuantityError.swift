/// Why a text could not be read as a quantity.
public enum QuantityError: Error, Equatable, Sendable {
  /// There was nothing to read.
  case empty
  /// The text is longer than any quantity.
  case tooLong(length: Int, limit: Int)
  /// The text, or this part of it, is no number.
  case notANumber(String)
  /// The unit is not known; nil when none was stated and none could be assumed.
  case unknownUnit(String?)
  /// The unit measures something else than was asked for.
  case wrongDimension(expected: Dimension, found: Dimension)
  /// The number is too large or small to calculate with, or the ends of a range are the wrong way round.
  case outOfRange(String)
  /// The unit's spelling may mean several units of the same kind.
  case ambiguous(String, meanings: [String])
}

extension QuantityError: CustomStringConvertible {
  /// What happened and what to write instead.
  public var description: String {
    switch self {
    case .empty:
      "nothing to read: write a number and a unit, such as 145 mm"
    case .tooLong(let length, let limit):
      "\(length) characters are too long for a quantity: write at most \(limit)"
    case .notANumber(let text):
      "\"\(text)\" is not a number: write digits and a unit, such as 1.5 mm or 3/8 in"
    case .unknownUnit(nil):
      "no unit is stated: write one after the number, such as mm, kg or bar"
    case .unknownUnit(let text?):
      "\"\(text)\" is not a known unit: write an SI or customary unit, such as mm, kg or psi"
    case .wrongDimension(let expected, let found):
      "the unit measures \(found), but \(expected) is asked for: write a unit of \(expected)"
    case .outOfRange(let text):
      "\"\(text)\" is out of range: write a smaller number, and the lower end of a range first"
    case .ambiguous(let text, let meanings):
      "\"\(text)\" may mean \(meanings.joined(separator: " or ")): write one of these"
    }
  }
}
