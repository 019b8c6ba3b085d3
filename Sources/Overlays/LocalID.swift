/// Ids of records that kits add: `x-`, a country, and a ULID (48 bits of time, 80 bits of chance, base 32).
///
/// No release may hold such an id, so that an addition never meets a record of the authority by accident.
public enum LocalID {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let length = 26

  /// Whether an id lies among those that only kits give.
  public static func isLocal(_ id: String) -> Bool { id.utf8.starts(with: "x-".utf8) }

  /// Whether an id is one that ``make(country:milliseconds:using:)`` could have given.
  public static func isWellFormed(_ id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "x" && isCountry(parts[1]) && parts[2].utf8.count == length
      && parts[2].utf8.allSatisfy(digits.contains) && parts[2].utf8.first.map { $0 <= UInt8(ascii: "7") } == true
  }

  /// A new id, or nil if `country` is not two letters.
  ///
  /// - Parameters:
  ///   - country: the country's two-letter code.
  ///   - milliseconds: the time since 1970; ids made later sort later.
  ///   - random: where the chance comes from.
  public static func make(
    country: String,
    milliseconds: UInt64,
    using random: inout some RandomNumberGenerator
  ) -> String? {
    let country = country.lowercased()
    guard isCountry(country[...]) else { return nil }
    var ulid: [UInt8] = []
    for place in (0..<10).reversed() { ulid.append(digits[Int((milliseconds >> UInt64(5 * place)) & 31)]) }
    // The first digit holds but three bits of the 48.
    ulid[0] = digits[Int((milliseconds >> 45) & 7)]
    for _ in 10..<length { ulid.append(digits[Int.random(in: 0..<32, using: &random)]) }
    return "x-\(country)-\(String(decoding: ulid, as: UTF8.self))"
  }

  private static func isCountry(_ text: Substring) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}
