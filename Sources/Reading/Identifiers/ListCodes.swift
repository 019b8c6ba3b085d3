/// Codes of the Harmonized System.
enum TariffCode {
  /// The number of the last heading of each chapter from 1 to 97 (edition of 2022); 77 is kept free.
  private static let lastHeadings = [
    6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30, 21, 16, 53, 42, 6, 5, 15, 7, 7,
    7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11, 7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6, 17, 17, 10, 6, 7, 3, 4,
    15,
    14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33, 14, 9, 7, 6, 8, 20, 6,
  ]

  /// A number that is not introduced as a code must at least begin with a heading that exists.
  static func identifiers(_ reading: IdentifierReading, isNamed: Bool) -> [Identifier] {
    let digits = reading.digits()
    guard reading.unread == 0, [4, 6, 8, 10].contains(digits.count) else { return [] }
    let numbers = digits.compactMap(CheckDigits.digit)
    guard numbers.count == digits.count else { return [] }
    let chapter = numbers[0] * 10 + numbers[1]
    let heading = numbers[2] * 10 + numbers[3]
    let canonical = grouped(digits, by: [4, 2, 2], with: ".")
    // Chapters 98 and 99 are left to each country.
    let exists =
      chapter >= 98
      || (1...97).contains(chapter) && (1...100).contains(heading)
        && heading <= lastHeadings[chapter - 1]
    if exists { return [reading.identifier(.tariffCode, canonical, .unchecked)] }
    let reason = "the Harmonized System has no such heading"
    return isNamed ? [reading.identifier(.tariffCode, canonical, .failed(reason: reason))] : []
  }
}

/// Codes of entries in control lists: EU and US (3A001.b.13), munitions (ML8.c.8), Wassenaar, MTCR and NSG (2.A.1).
enum ControlCode {
  /// The part at `upperPart` between dots is written in capitals, the paragraphs after it in small letters.
  static func identifiers(_ reading: IdentifierReading, upperPart: Int) -> [Identifier] {
    guard reading.unread == 0 else { return [] }
    let written = String(decoding: reading.characters.filter { $0 > 0x20 }, as: UTF8.self)
    let parts = written.split(separator: ".").enumerated().map { index, part in
      index == upperPart ? part.uppercased() : part.lowercased()
    }
    let canonical = parts.joined(separator: ".")
    if let first = parts.first, first.hasPrefix("ML"), let number = Int(first.dropFirst(2)), !(1...22).contains(number)
    {
      return []
    }
    return [reading.identifier(.controlCode, canonical, .unchecked)]
  }
}
