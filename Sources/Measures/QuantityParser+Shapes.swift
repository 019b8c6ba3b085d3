extension QuantityParser {
  // MARK: Deviations

  /// Reads `± 2 mm` with nothing before it, which spans zero.
  mutating func parseDeviationAlone() throws(QuantityError) -> QuantityDraft? {
    guard takePlusMinus() else { return nil }
    let term = try parseTerm()
    let unit = try choose(term)
    let size = abs(term.value)
    return QuantityDraft(
      number: StatedNumber(value: 0, unit: unit),
      shape: .deviations(below: -size, above: size),
      qualifier: takeQualifiers()
    )
  }

  /// Reads `± 2 mm`, `+/- 2 %` or `+0.2/-0.1 mm` after a number.
  mutating func parseDeviations(after term: Term) throws(QuantityError) -> QuantityDraft? {
    let start = position
    skipBlanks()
    if takePlusMinus() {
      let deviation = try parseTerm()
      let size = abs(deviation.value)
      return try draft(term, deviation, below: -size, above: size)
    }
    guard let sign = lexer.scalar(position), sign == "+" || sign == "-", var first = try? parseTerm() else {
      position = start
      return nil
    }
    let hasSlash = takeTolerantSlash()
    guard let other = lexer.scalar(position), other == "+" || other == "-" || (hasSlash && other == "0"),
      other != sign, let second = try? parseTerm(), first.value * second.value <= 0
    else {
      position = start
      return nil
    }
    if first.meanings.isEmpty { first = Term(sharingUnitOf: second, value: first.value) }
    return try draft(
      term,
      first,
      below: min(first.value, second.value),
      above: max(first.value, second.value)
    )
  }

  private mutating func takeTolerantSlash() -> Bool {
    skipBlanks()
    guard lexer.scalar(position) == "/" else { return false }
    position += 1
    skipBlanks()
    return true
  }

  private func draft(
    _ term: Term,
    _ deviation: Term,
    below: Double,
    above: Double
  ) throws(QuantityError) -> QuantityDraft {
    let isShare = deviation.spelling == "%" && term.spelling != "%" && !term.meanings.isEmpty
    let unit = try choose(term, sharing: isShare ? nil : deviation)
    var factor = 1.0
    if isShare {
      factor = abs(term.value) / 100
    } else if !deviation.meanings.isEmpty, !term.meanings.isEmpty {
      let other = try choose(deviation)
      guard other.dimension == unit.dimension else {
        throw .wrongDimension(expected: unit.dimension, found: other.dimension)
      }
      factor = other.scale / unit.scale
    }
    return QuantityDraft(
      number: StatedNumber(value: term.value, unit: unit),
      shape: .deviations(below: below * factor, above: above * factor)
    )
  }

  private mutating func takePlusMinus() -> Bool {
    for sign in ["±", "+/-", "+-", "-/+"] where lexer.scalars.dropFirst(position).starts(with: sign.unicodeScalars) {
      position += sign.unicodeScalars.count
      skipBlanks()
      return true
    }
    return false
  }

  // MARK: Ranges

  /// Reads the second end of a range, if a separator follows the first.
  mutating func parseRange(
    after first: Term,
    comparator: QuantityWords.Comparator?
  ) throws(QuantityError) -> QuantityDraft? {
    let start = position
    guard let separator = takeRangeSeparator(after: first, comparator), startsTerm(at: position) else {
      position = start
      return nil
    }
    guard let second = try? parseTerm() else {
      position = start
      return nil
    }
    // Zero-padded ends belong to dates and codes, such as 2024-05.
    if separator == "-", first.isPadded || second.isPadded {
      throw .notANumber(text(start..<position))
    }
    let unit = try choose(second, sharing: first)
    let firstUnit = try choose(first, sharing: second)
    guard unit.dimension == firstUnit.dimension else {
      throw .wrongDimension(expected: firstUnit.dimension, found: unit.dimension)
    }
    // The reading keeps one unit: the upper end's, into which the lower end is converted when drawn up.
    let lower = firstUnit == unit ? first.value : unit.stated(firstUnit.canonical(first.value))
    return QuantityDraft(
      number: StatedNumber(value: lower, unit: unit),
      shape: .range(to: StatedNumber(value: second.value, unit: unit))
    )
  }

  private mutating func takeRangeSeparator(
    after first: Term,
    _ comparator: QuantityWords.Comparator?
  ) -> Unicode.Scalar? {
    if lexer.scalar(position) == "/", first.meanings.isEmpty, !first.isFraction {
      position += 1
      return "/"
    }
    skipBlanks()
    let words: [String] = comparator == .between ? ["and", "to"] : ["to", "through"]
    for word in words where takeWord(word) {
      skipBlanks()
      return "t"
    }
    guard let separator = lexer.scalar(position) else { return nil }
    if separator == "-" || separator == "~" {
      position += 1
    } else if separator == ".", lexer.scalar(position + 1) == "." {
      while lexer.scalar(position) == "." { position += 1 }
    } else {
      return nil
    }
    skipBlanks()
    return separator
  }

  // MARK: Two units and nominal sizes

  private static let smallerUnits = ["ft": ["in"], "lb": ["oz"], "h": ["min", "s"], "min": ["s"], "deg": ["arcmin"]]

  /// Reads the inches after feet and the like, as in `5'6"`.
  mutating func parseSmallerUnit(after term: Term) throws(QuantityError) -> Term? {
    guard let large = term.meanings.first, let smaller = Self.smallerUnits[large.symbol] else { return nil }
    let start = position
    skipBlanks()
    guard lexer.startsNumber(at: position), let next = try? parseTerm(),
      let small = next.meanings.first(where: { smaller.contains($0.symbol) && $0.dimension == large.dimension })
    else {
      position = start
      return nil
    }
    let part = next.value * small.scale / large.scale
    var sum = term
    sum.value += term.value < 0 ? -part : part
    sum.meanings = [large]
    return sum
  }

  /// Reads `DN 80`, `NPS 2` or `Ø90`.
  mutating func parseLabelled() throws(QuantityError) -> QuantityDraft? {
    let start = position
    guard let label = takeWords(QuantityWords.labels, before: { $0.lexer.startsNumber(at: $0.position) }) else {
      return nil
    }
    let term = try parseTerm()
    if !isWholeText, label == .diameter, term.meanings.isEmpty, lexer.scalar(start) != "Ø" {
      throw .unknownUnit(nil)
    }
    if label != .diameter { return try nominal(term, label) }
    if term.meanings.isEmpty, defaultUnit == nil, let millimetre = Unit.named("mm") {
      return try nominal(
        Term(value: term.value, isPadded: false, isFraction: false, meanings: [millimetre], spelling: "mm"),
        label
      )
    }
    var draft = try parseShape(after: term, comparator: nil)
    draft.qualifier = takeQualifiers()
    return draft
  }

  mutating func takeNominalPipeSize() -> Bool {
    let start = position
    skipBlanks()
    if takeWord("nps") { return true }
    position = start
    return false
  }

  /// A nominal size is a length in millimetres or inches whatever else the text says.
  func nominal(_ term: Term, _ label: QuantityWords.Label) throws(QuantityError) -> QuantityDraft {
    let symbol = label == .nominalPipeSize ? "in" : "mm"
    guard let unit = Unit.named(symbol, dimension: .length) else { throw .unknownUnit(symbol) }
    if let expecting, expecting != .length { throw .wrongDimension(expected: expecting, found: .length) }
    if let stated = term.meanings.first, stated != unit { throw .unknownUnit(term.spelling) }
    let names: [QuantityWords.Label: String] = [.nominalBore: "DN", .nominalPipeSize: "NPS"]
    return QuantityDraft(
      number: StatedNumber(value: term.value, unit: unit),
      shape: .value,
      qualifier: names[label]
    )
  }
}

extension QuantityParser.Term {
  init(sharingUnitOf other: Self, value: Double) {
    self = other
    self.value = value
  }
}
