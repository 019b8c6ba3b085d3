/// A finite number as decimal digits: `0.d1d2d3… × 10^exponent`, for rounding and writing without a locale.
struct DecimalDigits {
  private var isNegative = false
  private var digits: [UInt8] = []
  private var exponent = 0

  /// The shortest digits that identify `value`; zero for anything that is not finite.
  init(_ value: Double) {
    guard value.isFinite, value != 0 else { return }
    var seenPoint = false
    var written = 0
    var bytes = value.description.utf8[...]
    if bytes.first == UInt8(ascii: "-") {
      isNegative = true
      bytes.removeFirst()
    }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        written = Int(String(Substring(bytes))) ?? 0
        bytes = bytes.suffix(0)
      default:
        if !seenPoint { exponent += 1 }
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent += written
    while digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    dropTrailingZeros()
  }

  private mutating func dropTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// Keeps at most `count` digits, rounding halves away from zero.
  mutating func round(to count: Int) {
    guard count > 0, digits.count > count else { return }
    let roundsUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if roundsUp {
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    dropTrailingZeros()
  }

  /// The number these digits stand for; infinite when rounding up passed the largest one.
  var value: Double {
    guard !digits.isEmpty else { return 0 }
    let sign = isNegative ? "-" : ""
    return Double("\(sign)0.\(digitText)e\(exponent)") ?? (isNegative ? -.infinity : .infinity)
  }

  private var digitText: String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// Plain digits for everyday sizes, and an exponent outside 0.00001 to 999,999,999.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    let sign = isNegative ? "-" : ""
    let all = digitText
    if exponent < -4 || exponent > 9 {
      let rest = all.dropFirst()
      return sign + all.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e\(exponent - 1)"
    }
    if exponent <= 0 {
      return sign + "0." + String(repeating: "0", count: -exponent) + all
    }
    if digits.count <= exponent {
      return sign + all + String(repeating: "0", count: exponent - digits.count)
    }
    return sign + all.prefix(exponent) + "." + all.dropFirst(exponent)
  }
}

extension Double {
  /// The nearest number with at most `count` significant decimal digits.
  public func rounded(significant count: Int) -> Double {
    guard isFinite else { return self }
    var decimal = DecimalDigits(self)
    decimal.round(to: count)
    let rounded = decimal.value
    return rounded.isFinite ? rounded : self
  }

  /// The number as text with at most `count` significant digits, a point, and no thousands separators.
  ///
  /// An exponent appears only outside everyday sizes; infinities read `infinity` and `-infinity`.
  public func formatted(significant count: Int) -> String {
    if isNaN { return "not a number" }
    guard isFinite else { return self < 0 ? "-infinity" : "infinity" }
    var decimal = DecimalDigits(self)
    decimal.round(to: count)
    return decimal.text
  }
}
