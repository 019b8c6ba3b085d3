/// The upper number of an orange plate.
public enum HazardNumber {
  /// Whether `text` has the form of a hazard identification number: two or three of the hazard digits 2 to 9, or one
  /// digit and 0, with `X` in front where water must not be used.
  public static func isWellFormed(_ text: String) -> Bool {
    var digits = Array(text.utf8)
    if digits.first == UInt8(ascii: "X") { digits.removeFirst() }
    guard digits.count == 2 || digits.count == 3, let first = digits.first else { return false }
    let hazards = UInt8(ascii: "2")...UInt8(ascii: "9")
    let isSingle = digits.count == 2 && digits[1] == UInt8(ascii: "0")
    return hazards.contains(first) && (isSingle || digits.allSatisfy(hazards.contains))
  }
}

/// Suggestions for UN numbers that were read badly.
public enum UNNumber {
  /// The numbers in `known` that the four characters of `digits` may stand for.
  ///
  /// A `?` stands for any digit. Without one, the numbers are those with one other digit or with two neighbouring
  /// digits swapped; `digits` itself is not among them.
  ///
  /// - Returns: The numbers in ascending order, to be offered and never to be put in place of what was read.
  public static func neighbours(of digits: String, among known: Set<Int>) -> [Int] {
    let read = Array(digits.utf8)
    guard read.count == 4, read.allSatisfy({ $0 == UInt8(ascii: "?") || CheckDigits.digit($0) != nil }) else {
      return []
    }
    let hasUnread = read.contains(UInt8(ascii: "?"))
    return known.filter { number in
      guard let written = fourDigits(number) else { return false }
      let differing = read.indices.filter { read[$0] != written[$0] && read[$0] != UInt8(ascii: "?") }
      if hasUnread { return differing.isEmpty }
      if differing.count == 1 { return true }
      guard differing.count == 2, differing[1] == differing[0] + 1 else { return false }
      return read[differing[0]] == written[differing[1]] && read[differing[1]] == written[differing[0]]
    }.sorted()
  }

  private static func fourDigits(_ number: Int) -> [UInt8]? {
    guard (0...9_999).contains(number) else { return nil }
    return [1_000, 100, 10, 1].map { UInt8(ascii: "0") + UInt8(number / $0 % 10) }
  }
}
