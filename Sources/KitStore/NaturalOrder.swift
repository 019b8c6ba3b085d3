/// The order of codes as people count: `1C350.9` before `1C350.10`.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (one, other) = (parts(left), parts(right))
    for (a, b) in zip(one, other) where a != b {
      // A longer run of digits is a larger number; leading zeros do not stand in codes.
      if let x = a.first, let y = b.first, x.isNumber, y.isNumber, a.count != b.count { return a.count < b.count }
      return a < b
    }
    return one.count < other.count
  }

  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    for character in text {
      if let last = parts.last?.last, last.isNumber == character.isNumber {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }
}
