/// Logarithm and power of two in plain arithmetic.
///
/// A platform's own mathematics library may differ in the last bit from machine to machine; these do not, so the
/// same evidence on the same matrix gives the same bytes everywhere.
enum Binary {
  /// The base-2 logarithm of a positive finite number, and minus infinity for anything that is not positive.
  static func log2(_ value: Double) -> Double {
    guard value > 0 else { return -.infinity }
    guard value < .infinity else { return .infinity }
    guard value >= .leastNormalMagnitude else { return log2(value * 0x1p54) - 54 }
    let bits = value.bitPattern
    var exponent = Double(Int64(truncatingIfNeeded: bits >> 52) - 1023)
    var significand = Double(bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    if significand > 1.414_213_562_373_095_1 {
      significand *= 0.5
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); the series is exact to the last bits for m within the root of two.
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var series = 1.0 / 17
    series = series * square + 1.0 / 15
    series = series * square + 1.0 / 13
    series = series * square + 1.0 / 11
    series = series * square + 1.0 / 9
    series = series * square + 1.0 / 7
    series = series * square + 1.0 / 5
    series = series * square + 1.0 / 3
    series = series * square + 1
    return exponent + 2.885_390_081_777_926_8 * ratio * series
  }

  /// Two to the power of `value`: zero below what a number can hold, the largest number above it.
  static func exp2(_ value: Double) -> Double {
    guard value > -1021 else { return 0 }
    guard value < 1022 else { return .greatestFiniteMagnitude }
    // The bounds above keep the conversion and the shift below within their range.
    let whole = Int64(value < 0 ? value - 0.5 : value + 0.5)
    let rest = (value - Double(whole)) * 0.693_147_180_559_945_3
    var series = 1.0 / 479_001_600
    series = series * rest + 1.0 / 39_916_800
    series = series * rest + 1.0 / 3_628_800
    series = series * rest + 1.0 / 362_880
    series = series * rest + 1.0 / 40320
    series = series * rest + 1.0 / 5040
    series = series * rest + 1.0 / 720
    series = series * rest + 1.0 / 120
    series = series * rest + 1.0 / 24
    series = series * rest + 1.0 / 6
    series = series * rest + 0.5
    series = series * rest + 1
    series = series * rest + 1
    let exponent = UInt64(truncatingIfNeeded: whole + 1023)
    return series * Double(bitPattern: exponent << 52)
  }

  /// `p log2 p`, the surprise that an outcome of probability `p` contributes; zero for an impossible one.
  static func surprise(_ probability: Double) -> Double {
    probability > 0 ? probability * log2(probability) : 0
  }
}
