/// A number found in folded text.
struct LexedNumber {
  var value: Double
  /// The position after the number.
  var end: Int
  /// Whether it is written with digits alone, as the parts of fractions and dates are.
  var isWhole: Bool
  /// Whether it starts with a zero that a quantity would not have, as in the month `05`.
  var isPadded = false
  /// Whether it is written with a fraction stroke.
  var isFraction = false
}

/// Reads numbers as people write them: decimal commas, thousands separators, powers of ten and fractions.
///
/// - With both a comma and a point, the later one is the decimal mark.
/// - A single comma before exactly three digits separates thousands, unless the number starts with 0.
/// - Whole numbers over 2, 3, 4, 8, 16 and the like are fractions; other slashes are left for the caller.
struct NumberLexer {
  /// Longer digit runs are serial numbers.
  private static let mostCharacters = 40

  let scalars: [Unicode.Scalar]

  func scalar(_ position: Int) -> Unicode.Scalar? {
    position >= 0 && position < scalars.count ? scalars[position] : nil
  }

  func isDigit(_ position: Int) -> Bool { scalar(position)?.isDigit == true }

  /// Whether a number without sign may start here.
  func startsNumber(at position: Int) -> Bool {
    guard let first = scalar(position) else { return false }
    return first.isDigit || Self.fractionValues[first] != nil || (first == "." && isDigit(position + 1))
  }

  /// Reads the unsigned number at `start`; nil when there is none, or only something like a date or version.
  func number(at start: Int) -> LexedNumber? {
    if let first = scalar(start), let fraction = Self.fractionValues[first] {
      return LexedNumber(value: fraction, end: start + 1, isWhole: false)
    }
    guard var number = decimal(at: start) else { return nil }
    if number.isWhole, let withFraction = fraction(after: number, from: start) { return withFraction }
    guard let scale = powerOfTen(after: number, from: start) else { return number }
    // One conversion of the whole text, because multiplying afterwards would round twice.
    number.value = Double("\(number.value)e\(scale.exponent)") ?? scaled(number.value, by: scale.exponent)
    number.end = scale.end
    number.isWhole = false
    return number
  }

  private func scaled(_ value: Double, by exponent: Int) -> Double {
    guard let power = Double("1e\(exponent)") else { return .infinity }
    return value * power
  }

  /// Reads digits, at most one point and an exponent, as formulas have them.
  static func plainNumber(in scalars: [Unicode.Scalar], at start: Int) -> LexedNumber? {
    let lexer = NumberLexer(scalars: scalars)
    var end = start
    var text = String.UnicodeScalarView()
    while let scalar = lexer.scalar(end), scalar.isDigit || scalar == "." {
      text.append(scalar)
      end += 1
    }
    if let mark = lexer.scalar(end), mark == "e", let power = lexer.exponent(at: end + 1) {
      text.append(contentsOf: "e\(power.exponent)".unicodeScalars)
      end = power.end
    }
    return Double(String(text)).map { LexedNumber(value: $0, end: end, isWhole: false) }
  }

  // MARK: Digits and separators

  private func decimal(at start: Int) -> LexedNumber? {
    var groups: [Range<Int>] = []
    var separators: [Unicode.Scalar] = []
    var position = start
    while position - start <= Self.mostCharacters {
      let first = position
      while isDigit(position), position - start <= Self.mostCharacters { position += 1 }
      groups.append(first..<position)
      guard let separator = scalar(position), separator == "." || separator == "," || separator.isBlank else { break }
      guard isDigit(position + 1) else { break }
      if separator.isBlank, !isThousands(after: position, groups: groups, separators: separators) { break }
      separators.append(separator)
      position += 1
    }
    guard position - start <= Self.mostCharacters, !isDigit(position) else { return nil }
    guard let text = plainText(groups, separators) else { return nil }
    guard let value = Double(text) else { return nil }
    let isPadded = groups[0].count > 1 && scalar(start) == "0"
    return LexedNumber(value: value, end: position, isWhole: separators.isEmpty, isPadded: isPadded)
  }

  /// Whether the blank at `position` separates thousands: three digits follow, and only three stood before.
  private func isThousands(after position: Int, groups: [Range<Int>], separators: [Unicode.Scalar]) -> Bool {
    guard separators.allSatisfy(\.isBlank), let last = groups.last else { return false }
    guard separators.isEmpty ? (1...3).contains(last.count) && scalar(last.lowerBound) != "0" : last.count == 3 else {
      return false
    }
    guard (1...3).allSatisfy({ isDigit(position + $0) }), !isDigit(position + 4) else { return false }
    return scalar(position + 4) != "/"
  }

  /// The digits with a point where the decimal mark is, or nil when the separators make no number.
  private func plainText(_ groups: [Range<Int>], _ separators: [Unicode.Scalar]) -> String? {
    var decimalMark: Int?
    if let last = separators.last, !last.isBlank {
      let others = separators.dropLast()
      if others.isEmpty {
        decimalMark = last == "," && separatesThousands(groups) ? nil : separators.count - 1
      } else if !others.contains(last) {
        decimalMark = separators.count - 1
      }
    }
    let whole = decimalMark.map { groups[...$0] } ?? groups[...]
    let grouping = decimalMark.map { separators[..<$0] } ?? separators[...]
    guard Set(grouping).count <= 1 else { return nil }
    if whole.count > 1 {
      guard (1...3).contains(groups[0].count), whole.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    let integer = whole.map(digits).joined()
    guard let decimalMark else { return integer.isEmpty ? nil : integer }
    return "\(integer.isEmpty ? "0" : integer).\(digits(groups[decimalMark + 1]))"
  }

  private func separatesThousands(_ groups: [Range<Int>]) -> Bool {
    groups[1].count == 3 && (1...3).contains(groups[0].count) && scalar(groups[0].lowerBound) != "0"
  }

  private func digits(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  // MARK: Powers of ten

  /// Reads `e-3`, `x10^-3`, `x10-3` or, after a bare 10, `^-3`.
  private func powerOfTen(after number: LexedNumber, from start: Int) -> (exponent: Int, end: Int)? {
    var position = number.end
    if let mark = scalar(position), mark == "e" || mark == "E" {
      return exponent(at: position + 1)
    }
    if number.isWhole, number.value == 10, scalar(position) == "^", let power = exponent(at: position + 1) {
      return (power.exponent - 1, power.end)
    }
    while scalar(position)?.isBlank == true, position < number.end + 2 { position += 1 }
    guard let times = scalar(position), "xX*·".unicodeScalars.contains(times) else { return nil }
    position += 1
    while scalar(position)?.isBlank == true, position < number.end + 5 { position += 1 }
    guard scalar(position) == "1", scalar(position + 1) == "0" else { return nil }
    position += 2
    if scalar(position) == "^" { return exponent(at: position + 1) }
    return scalar(position) == "-" ? exponent(at: position) : nil
  }

  private func exponent(at start: Int) -> (exponent: Int, end: Int)? {
    var position = start
    var sign = 1
    if scalar(position) == "-" || scalar(position) == "+" {
      sign = scalar(position) == "-" ? -1 : 1
      position += 1
    }
    var magnitude = 0
    let first = position
    while let digit = scalar(position), digit.isDigit, position - first < 6 {
      magnitude = magnitude * 10 + Int(digit.value - 0x30)
      position += 1
    }
    return position > first && !isDigit(position) ? (sign * magnitude, position) : nil
  }

  // MARK: Fractions

  private static let denominators: Set<Double> = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128]

  /// Reads the rest of `3/8`, `1 1/2`, `1-1/2` or `1½` after a whole number.
  private func fraction(after whole: LexedNumber, from start: Int) -> LexedNumber? {
    if let simple = simpleFraction(at: start) { return simple }
    var position = whole.end
    let joined = scalar(position) == "-"
    if joined || scalar(position)?.isBlank == true { position += 1 }
    if let next = scalar(position), let value = Self.fractionValues[next], !joined {
      return LexedNumber(value: whole.value + value, end: position + 1, isWhole: false)
    }
    guard position > whole.end, let part = simpleFraction(at: position), part.value < 1 else { return nil }
    return LexedNumber(value: whole.value + part.value, end: part.end, isWhole: false, isFraction: true)
  }

  private func simpleFraction(at start: Int) -> LexedNumber? {
    guard let above = shortInteger(at: start), scalar(above.end) == "/" else { return nil }
    guard let below = shortInteger(at: above.end + 1), Self.denominators.contains(below.value) else { return nil }
    guard above.value > 0, above.value < 10 * below.value else { return nil }
    if let next = scalar(below.end), next == "." || next == ",", isDigit(below.end + 1) { return nil }
    return LexedNumber(value: above.value / below.value, end: below.end, isWhole: false, isFraction: true)
  }

  private func shortInteger(at start: Int) -> (value: Double, end: Int)? {
    var position = start
    while isDigit(position), position - start < 5 { position += 1 }
    guard position > start, !isDigit(position), let value = Double(digits(start..<position)) else { return nil }
    return (value, position)
  }

  private static let fractionValues: [Unicode.Scalar: Double] = [
    "½": 1.0 / 2, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "¼": 1.0 / 4, "¾": 3.0 / 4, "⅕": 1.0 / 5, "⅖": 2.0 / 5, "⅗": 3.0 / 5,
    "⅘": 4.0 / 5, "⅙": 1.0 / 6, "⅚": 5.0 / 6, "⅐": 1.0 / 7, "⅛": 1.0 / 8, "⅜": 3.0 / 8, "⅝": 5.0 / 8, "⅞": 7.0 / 8,
    "⅑": 1.0 / 9, "⅒": 1.0 / 10,
  ]
}
