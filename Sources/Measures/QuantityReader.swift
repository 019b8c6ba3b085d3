/// Reads quantities from what people type and from what stands on plates and papers.
public struct QuantityReader: Sendable {
  /// The longest text that `read` looks at, in Unicode scalars.
  public static let longestText = 200

  /// Reads a text that is one quantity and nothing else.
  ///
  /// - Parameter text: such as `1,5 mm`, `145 ± 2 mm`, `at least 5 mm`, `-55 to +125 C`, `3/8 in` or `DN 80`.
  /// - Parameter expecting: what it has to measure; chooses between the meanings of a unit. Nil takes anything.
  /// - Parameter defaultUnit: the unit of a number without one.
  /// - Throws: a ``QuantityError`` that says what was wrong with the text.
  public static func read(
    _ text: String,
    expecting: Dimension? = nil,
    defaultUnit: Unit? = nil
  ) throws(QuantityError) -> QuantityReading {
    let length = text.unicodeScalars.count
    guard length <= longestText else { throw .tooLong(length: length, limit: longestText) }
    let folded = FoldedText(text).scalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }
    var parser = QuantityParser(
      folded,
      expecting: expecting,
      defaultUnit: defaultUnit,
      isWholeText: true
    )
    parser.skipBlanks()
    guard !parser.isAtEnd else { throw .empty }
    let draft = try parser.parseWhole()
    return try draft.reading(text: text)
  }

  /// Finds every number with a unit in a longer text, from left to right and each as long as possible.
  ///
  /// A unit is required, except after `DN`, `NPS` and the diameter sign. Numbers inside words, codes and dates are
  /// left alone.
  public static func scan(_ text: String) -> [(range: Range<String.Index>, reading: QuantityReading)] {
    let folded = FoldedText(text)
    var parser = QuantityParser(folded.scalars, expecting: nil, defaultUnit: nil, isWholeText: false)
    var found: [(range: Range<String.Index>, reading: QuantityReading)] = []
    var position = 0
    while position < folded.scalars.count {
      guard parser.mayStart(at: position) else {
        position += 1
        continue
      }
      parser.position = position
      if let draft = try? parser.parseInText(), parser.position > position {
        let range = folded.starts[position]..<folded.ends[parser.position - 1]
        if let reading = try? draft.reading(text: String(text[range])) {
          found.append((range, reading))
          position = parser.position
          continue
        }
      }
      position = parser.endOfWord(from: position)
    }
    return found
  }
}
