/// Text reduced to what a search compares, with the way back to the original.
///
/// Folding removes what people type differently for the same word:
/// - letters become lower-case and lose their marks (`Ä` and `ä` are `a`, `İ` and `ı` are `i`, `ø` is `o`, `й` is `и`);
///   `œ`, `æ` and `ß` become two letters;
/// - full-width and other scripts' digits become ASCII, as do `²`, `³` and subscripts; `×` becomes `x`;
/// - typographic dashes and quotes become `-`, `'` and `"`; a run of white space becomes one space;
/// - invisible formatting characters vanish.
///
/// For example `FoldedText("Rør  Ø145 mm").text` is `ror o145 mm`.
public struct FoldedText: Sendable, Equatable {
  /// The folded characters.
  public private(set) var scalars: [Unicode.Scalar] = []
  /// For each folded character, the part of the original that it stands for.
  public private(set) var origins: [Range<String.Index>] = []

  /// Folds `text`.
  public init(_ text: String) {
    self.init(text, style: .plain)
  }

  /// Folds `text` and reads Cyrillic and Greek letters as the Latin letters they look like, but only in words that
  /// look like markings: words that mix scripts, hold a digit or are all capitals.
  public static func lookAlikeLatin(_ text: String) -> FoldedText {
    FoldedText(text, style: .lookAlike)
  }

  /// Folds `text` and writes Cyrillic letters by sound in Latin ones (`ж` is `zh`), so that either spelling is found.
  public static func transliterated(_ text: String) -> FoldedText {
    FoldedText(text, style: .transliterated)
  }

  /// The folded characters as a string.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The part of the original that the folded characters at `positions` stand for, or `nil` when they are not there.
  public func originalRange(of positions: Range<Int>) -> Range<String.Index>? {
    guard !positions.isEmpty, origins.indices.contains(positions.lowerBound),
      origins.indices.contains(positions.upperBound - 1)
    else { return nil }
    return origins[positions.lowerBound].lowerBound..<origins[positions.upperBound - 1].upperBound
  }

  private enum Style {
    case plain, lookAlike, transliterated
  }

  private init(_ text: String, style: Style) {
    let original = text.unicodeScalars
    let isMarking = style == .lookAlike ? LookAlikes.markingWords(in: Array(original)) : []
    scalars.reserveCapacity(original.count)
    origins.reserveCapacity(original.count)
    var index = original.startIndex
    var position = 0
    while index < original.endIndex {
      let scalar = original[index]
      let next = original.index(after: index)
      let readsLatin = style == .lookAlike && isMarking[position]
      append(scalar, from: index..<next, style: style, readsLatin: readsLatin)
      index = next
      position += 1
    }
  }

  private mutating func append(
    _ scalar: Unicode.Scalar,
    from origin: Range<String.Index>,
    style: Style,
    readsLatin: Bool
  ) {
    // Most text is plain letters and digits, for which asking the tables of Unicode takes long.
    if scalar.isPlainWordPart {
      addLowerCase(scalar, from: origin)
    } else if scalar.properties.isWhitespace {
      if scalars.last == " " { extendLast(to: origin.upperBound) } else { add(" ", from: origin) }
    } else if style == .transliterated, let sound = Transliteration.latin(for: scalar) {
      if sound.isEmpty { extendLast(to: origin.upperBound) }
      for letter in sound.unicodeScalars { add(letter, from: origin) }
    } else if let letters = LetterTables.expansion(of: scalar.value) {
      for letter in letters.unicodeScalars { add(letter, from: origin) }
    } else if let plain = PlainScalar.form(of: scalar) {
      let letter = readsLatin ? LookAlikes.latin(for: plain.value) ?? plain : plain
      addLowerCase(letter, from: origin)
    } else {
      extendLast(to: origin.upperBound)
    }
  }

  private mutating func addLowerCase(_ letter: Unicode.Scalar, from origin: Range<String.Index>) {
    switch letter.value {
    case 0x41...0x5A: add(Unicode.Scalar(letter.value + 0x20) ?? letter, from: origin)
    case 0..<0x80: add(letter, from: origin)
    default: for small in letter.properties.lowercaseMapping.unicodeScalars { add(small, from: origin) }
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, from origin: Range<String.Index>) {
    scalars.append(scalar)
    origins.append(origin)
  }

  /// A dropped mark belongs to the character before it, so that a range in the original ends after the mark.
  private mutating func extendLast(to end: String.Index) {
    guard let last = origins.last else { return }
    origins[origins.count - 1] = last.lowerBound..<end
  }
}
