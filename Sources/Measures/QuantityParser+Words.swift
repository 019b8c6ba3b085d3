extension QuantityParser {
  var isAtEnd: Bool { position >= lexer.scalars.count }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(lexer.scalars[range]))
  }

  /// The text from `start` on as an error quotes it; bounded, because scanning meets errors at every word.
  func excerpt(from start: Int) -> String {
    text(start..<min(start + Self.longestExcerpt, lexer.scalars.count))
  }

  private static let longestExcerpt = 60

  mutating func skipBlanks() {
    position = skippingBlanks(position)
  }

  func skippingBlanks(_ start: Int) -> Int {
    var end = start
    while lexer.scalar(end)?.isBlank == true { end += 1 }
    return end
  }

  /// Whether a number, with or without a sign, starts here.
  func startsTerm(at position: Int) -> Bool {
    if let scalar = lexer.scalar(position), scalar == "-" || scalar == "+" {
      return lexer.startsNumber(at: position + 1)
    }
    return lexer.startsNumber(at: position)
  }

  /// Whether no word, number or code goes on at `position`.
  func endsCleanly(_ position: Int) -> Bool {
    guard let next = lexer.scalar(position) else { return true }
    if next.isLetter || next.isDigit || next.properties.generalCategory == .nonspacingMark { return false }
    if next == "-" || next == "/" || next == "." || next == "," || next == ":" || next == "_" {
      return !lexer.isDigit(position + 1)
    }
    return true
  }

  /// Whether a quantity in running text may start at `position`: not in the middle of a word, number or code.
  func mayStart(at position: Int) -> Bool {
    guard let scalar = lexer.scalar(position) else { return false }
    let mayLead = scalar.isDigit || scalar.isLetter || "+-.<>=~±½¼¾⅛⅜⅝⅞⅓⅔Ø".unicodeScalars.contains(scalar)
    guard mayLead else { return false }
    guard let before = lexer.scalar(position - 1) else { return true }
    if before.isLetter || before.isDigit || before == "_" { return false }
    if "-+./,:".unicodeScalars.contains(before), let earlier = lexer.scalar(position - 2) {
      return !earlier.isDigit && !earlier.isLetter
    }
    return true
  }

  /// Where to go on after nothing was found: past the word or number at `position`.
  func endOfWord(from position: Int) -> Int {
    var end = position + 1
    guard let first = lexer.scalar(position), first.isLetter || first.isDigit else { return end }
    while let next = lexer.scalar(end), next.isDigit || (first.isLetter && next.isLetter) { end += 1 }
    return end
  }

  /// Takes one of `words` and following blanks when `condition` holds after it; the position stays otherwise.
  mutating func takeWords<Meaning>(
    _ words: WordTable<Meaning>,
    before condition: (QuantityParser) -> Bool
  ) -> Meaning? {
    let start = position
    skipBlanks()
    let first = position
    guard let initial = lexer.scalar(first) else {
      position = start
      return nil
    }
    for candidate in words.entries(beginningWith: initial) where matches(candidate.words, at: first) {
      position = first + candidate.words.count
      let endsInLetter = candidate.words.last?.isLetter == true && candidate.words.count > 1
      skipBlanks()
      let isWordEnd = !endsInLetter || lexer.scalar(first + candidate.words.count)?.isLetter != true
      if isWordEnd, condition(self) { return candidate.meaning }
    }
    position = start
    return nil
  }

  private func matches(_ words: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + words.count <= lexer.scalars.count else { return false }
    for (offset, expected) in words.enumerated() {
      guard lexer.scalars[start + offset].lowerCased == expected else { return false }
    }
    return true
  }

  mutating func takeWord(_ word: String) -> Bool {
    let letters = Array(word.unicodeScalars)
    guard matches(letters, at: position), lexer.scalar(position + letters.count)?.isLetter != true else { return false }
    position += letters.count
    return true
  }

  /// Takes up to three words that do not change the quantity, such as `V DC nominal`.
  mutating func takeQualifiers() -> String? {
    var found: [String] = []
    while found.count < 3 {
      let start = position
      skipBlanks()
      let wordStart = position
      guard let qualifier = takeQualifier() else {
        position = start
        break
      }
      guard wordStart > start || !(lexer.scalar(wordStart - 1)?.isLetter ?? false) else {
        position = start
        break
      }
      found.append(qualifier)
    }
    return found.isEmpty ? nil : found.joined(separator: " ")
  }

  private mutating func takeQualifier() -> String? {
    guard let initial = lexer.scalar(position) else { return nil }
    for candidate in QuantityWords.qualifiers.entries(beginningWith: initial)
    where matches(candidate.words, at: position) {
      let end = position + candidate.words.count
      // A following number makes the word belong to what comes next, as in "5 mm max 3 kg".
      guard lexer.scalar(end)?.isLetter != true, !startsTerm(at: end) else { continue }
      let isBeforeNumber = lexer.scalar(end)?.isBlank == true && startsTerm(at: end + 1)
      guard !isBeforeNumber else { continue }
      position = end
      return candidate.meaning
    }
    return nil
  }
}
