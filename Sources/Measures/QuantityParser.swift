/// Reads one quantity from folded text, from `position` on.
struct QuantityParser {
  let lexer: NumberLexer
  let expecting: Dimension?
  let defaultUnit: Unit?
  /// Whether the text is one quantity, so that units may be joined by blanks and a default unit may be assumed.
  let isWholeText: Bool
  var position = 0

  /// A number and the units that its spelling may mean.
  struct Term {
    var value: Double
    var isPadded: Bool
    var isFraction: Bool
    var meanings: [Unit]
    var spelling: String
  }

  init(_ scalars: [Unicode.Scalar], expecting: Dimension?, defaultUnit: Unit?, isWholeText: Bool) {
    lexer = NumberLexer(scalars: scalars)
    self.expecting = expecting
    self.defaultUnit = defaultUnit
    self.isWholeText = isWholeText
  }

  // MARK: Whole texts and finds

  /// Reads to the end of the text.
  mutating func parseWhole() throws(QuantityError) -> QuantityDraft {
    let start = position
    let draft: QuantityDraft
    do {
      draft = try parseQuantity()
    } catch .unknownUnit(nil) where !isAtEnd {
      throw leftover(from: start)
    }
    skipBlanks()
    if lexer.scalar(position) == "." { position += 1 }
    skipBlanks()
    guard isAtEnd else { throw leftover(from: start) }
    return draft
  }

  /// Reads the longest quantity here, ending where a word does.
  mutating func parseInText() throws(QuantityError) -> QuantityDraft {
    let start = position
    let draft = try parseQuantity()
    guard endsCleanly(position) else { throw .notANumber(text(start..<position)) }
    return draft
  }

  private func leftover(from start: Int) -> QuantityError {
    let rest = excerpt(from: skippingBlanks(position))
    let firstWord = rest.unicodeScalars.first { !" -/.:,".unicodeScalars.contains($0) }
    return firstWord?.isDigit == true || firstWord == nil
      ? .notANumber(excerpt(from: start)) : .unknownUnit(rest)
  }

  // MARK: Grammar

  private mutating func parseQuantity() throws(QuantityError) -> QuantityDraft {
    if let draft = try parseLabelled() { return draft }
    let comparator = takeWords(QuantityWords.comparators, before: { $0.startsTerm(at: $0.position) })
    skipBlanks()
    if let deviation = try parseDeviationAlone() { return deviation }
    var term = try parseTerm()
    if takeNominalPipeSize() { return try nominal(term, .nominalPipeSize) }
    if let added = try parseSmallerUnit(after: term) { term = added }
    var draft = try parseShape(after: term, comparator: comparator)
    if comparator == nil, case .value = draft.shape {
      draft.comparator = takeWords(QuantityWords.bounds, before: { $0.endsCleanly($0.position) })
    }
    draft.qualifier = takeQualifiers()
    return draft
  }

  /// Reads what follows the first term: deviations, the other end of a range, or nothing.
  mutating func parseShape(
    after term: Term,
    comparator: QuantityWords.Comparator?
  ) throws(QuantityError) -> QuantityDraft {
    if comparator == nil || comparator == .about {
      if let draft = try parseDeviations(after: term) { return draft }
    }
    let mayBeRange = comparator == nil || comparator == .between || comparator == .from || comparator == .about
    if mayBeRange, let draft = try parseRange(after: term, comparator: comparator) { return draft }
    if comparator == .between || (comparator == .from && isWholeText) {
      throw .notANumber(excerpt(from: position))
    }
    let unit = try choose(term)
    return QuantityDraft(number: StatedNumber(value: term.value, unit: unit), shape: .value, comparator: comparator)
  }

  /// Reads a signed number and, if one follows, its unit.
  mutating func parseTerm() throws(QuantityError) -> Term {
    let start = position
    var sign = 1.0
    if let scalar = lexer.scalar(position), scalar == "-" || scalar == "+" {
      sign = scalar == "-" ? -1 : 1
      position += 1
    }
    guard var number = lexer.number(at: position) else {
      throw .notANumber(excerpt(from: start))
    }
    if sign < 0, let whole = wholeBeforeSlash() { number = whole }
    position = number.end
    guard number.value.isFinite else { throw .outOfRange(text(start..<position)) }
    if number.value == 0,
      lexer.scalars[start..<position].prefix(while: { $0 != "e" && $0 != "E" && $0 != "x" })
        .contains(where: { $0.isDigit && $0 != "0" })
    {
      throw .outOfRange(text(start..<position))
    }
    let unit = takeUnit()
    return Term(
      value: sign * number.value,
      isPadded: number.isPadded,
      isFraction: number.isFraction,
      meanings: unit.meanings,
      spelling: unit.spelling
    )
  }

  /// After a minus, as in `-1/6 bar`, a slash separates the ends of a range and makes no fraction.
  private func wholeBeforeSlash() -> LexedNumber? {
    var end = position
    while lexer.isDigit(end) { end += 1 }
    guard end > position, lexer.scalar(end) == "/", end - position < 9 else { return nil }
    guard let value = Double(text(position..<end)) else { return nil }
    return LexedNumber(value: value, end: end, isWhole: true)
  }

  // MARK: Units

  /// The unit of a term: one of its own meanings, or else of the term that shares it, or the default.
  func choose(_ term: Term, sharing other: Term? = nil) throws(QuantityError) -> Unit {
    let source = term.meanings.isEmpty ? (other ?? term) : term
    guard let usual = source.meanings.first else {
      guard isWholeText, let defaultUnit = defaultUnit ?? (expecting == Dimension.none ? .canonical(for: .none) : nil)
      else { throw .unknownUnit(nil) }
      guard expecting == nil || expecting == defaultUnit.dimension else {
        throw .wrongDimension(expected: expecting ?? .none, found: defaultUnit.dimension)
      }
      return defaultUnit
    }
    let wanted = expecting ?? preferredDimension(among: source.meanings) ?? usual.dimension
    let fitting = source.meanings.filter { $0.dimension == wanted }
    guard let unit = fitting.first else { throw .wrongDimension(expected: wanted, found: usual.dimension) }
    if fitting.contains(where: { $0.scale != unit.scale }) {
      throw .ambiguous(source.spelling, meanings: fitting.map(\.symbol))
    }
    return unit
  }

  /// Without an expectation, a default unit still says what is likely meant.
  private func preferredDimension(among meanings: [Unit]) -> Dimension? {
    guard let defaultUnit, meanings.contains(where: { $0.dimension == defaultUnit.dimension }) else { return nil }
    return defaultUnit.dimension
  }

  /// Takes the longest unit after the position, preferring one that measures what is expected.
  private mutating func takeUnit() -> (meanings: [Unit], spelling: String) {
    var start = position
    while lexer.scalar(start)?.isBlank == true, start < position + 2 { start += 1 }
    if isWholeText == false, lexer.scalar(start) == "-" { return ([], "") }
    var fallback: (meanings: [Unit], end: Int)?
    for end in unitEnds(from: start).reversed() {
      let meanings = UnitParser.meanings(of: lexer.scalars[start..<end], joiningWords: isWholeText)
      guard !meanings.isEmpty, isWholeText || !isCommonWord(start..<end) else { continue }
      // "5 mm min" is a minimum, not a product with minutes.
      if text(start..<end).hasSuffix(" min"), expecting == nil { continue }
      if expecting == nil || meanings.contains(where: { $0.dimension == expecting }) {
        let spelling = text(start..<end)
        position = end
        return (meanings, spelling)
      }
      fallback = fallback ?? (meanings, end)
    }
    guard let fallback else { return ([], "") }
    let spelling = text(start..<fallback.end)
    position = fallback.end
    return (fallback.meanings, spelling)
  }

  private static let mostUnitEnds = 12

  /// Where a unit that starts at `start` may end: after each of its words and signs.
  private func unitEnds(from start: Int) -> [Int] {
    var ends: [Int] = []
    var end = start
    var words = 0
    while end < lexer.scalars.count, end - start < UnitParser.longestSpelling, ends.count < Self.mostUnitEnds {
      let scalar = lexer.scalars[end]
      if scalar.isBlank {
        words += 1
        guard words < 5, lexer.scalar(end + 1)?.isBlank == false, !lexer.isDigit(end + 1) else { break }
      } else if !isUnitScalar(scalar, at: end) {
        break
      }
      end += 1
      if !scalar.isBlank, endsUnit(at: end) { ends.append(end) }
    }
    return ends
  }

  private func isUnitScalar(_ scalar: Unicode.Scalar, at position: Int) -> Bool {
    if scalar.isLetter { return true }
    // A digit after a foot or inch mark is the next number.
    if scalar.isDigit { return lexer.scalar(position - 1).map { $0 != "'" && $0 != "\"" } ?? true }
    if scalar == "." {
      return isWholeText && lexer.scalar(position - 1)?.isLetter == true && lexer.scalar(position + 1) != "."
    }
    // A hyphen joins units or precedes an exponent; it never ends one.
    if scalar == "-" {
      return lexer.scalar(position + 1)?.isBlank == false && lexer.scalar(position - 1)?.isBlank == false
    }
    return "/·*^()%‰\"'#".unicodeScalars.contains(scalar)
  }

  private func endsUnit(at end: Int) -> Bool {
    guard let last = lexer.scalar(end - 1), let next = lexer.scalar(end) else { return true }
    if last.isDigit { return !next.isDigit && !next.isLetter }
    return !(last.isLetter && (next.isLetter || next.isDigit))
  }

  /// Words that are units and also ordinary English, unless nothing but a size can follow.
  private func isCommonWord(_ range: Range<Int>) -> Bool {
    guard ["in", "at", "as", "d", "a", "A", "mi", "pt", "si"].contains(text(range)) else { return false }
    guard let next = lexer.scalar(range.upperBound), next.isBlank else { return false }
    guard let following = lexer.scalar(range.upperBound + 1), following.isLetter else { return false }
    var probe = self
    probe.position = range.upperBound
    let isX = following == "x" || following == "X"
    return !isX && probe.takeQualifiers() == nil
  }
}
