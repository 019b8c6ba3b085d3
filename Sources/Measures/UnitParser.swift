/// Reads unit spellings: single units with prefixes, then products, quotients and powers of them.
///
/// - After a slash, joined factors stay below it: `W/m K` and `W/m·K` are both watts per metre and kelvin.
/// - `sq`, `cu` and their long forms raise the next unit; `rt-` takes its square root.
/// - `US` and `UK` anywhere choose between gallons, pints and tons.
struct UnitParser {
  /// The longest spelling that is looked at.
  static let longestSpelling = 64
  private static let mostFactors = 8
  private static let mostMeanings = 16

  private let scalars: [Unicode.Scalar]
  private let joiningWords: Bool
  private var position = 0
  private var variant: String?
  private var variantUsed = false
  /// The position of the word after the nation.
  private var afterVariant: Int?
  private var factors: [(meanings: [Unit], doubledExponent: Int)] = []

  /// Every unit that the folded `text` may mean; blanks join factors only when `joiningWords` is set.
  static func meanings(of text: ArraySlice<Unicode.Scalar>, joiningWords: Bool) -> [Unit] {
    guard text.count <= longestSpelling else { return [] }
    let spelling = tidied(text)
    guard !spelling.isEmpty else { return [] }
    let whole = UnitLookup.meanings(of: spelling)
    if !whole.isEmpty { return whole }
    let scalars = Array(spelling.unicodeScalars)
    var parser = UnitParser(scalars: scalars, joiningWords: joiningWords)
    let national = parser.parseWithVariant()
    if !national.isEmpty { return national }
    // Without a gallon or ton beside it, `us` means microseconds.
    parser = UnitParser(scalars: scalars, joiningWords: joiningWords)
    return parser.parse()
  }

  private init(scalars: [Unicode.Scalar], joiningWords: Bool) {
    self.scalars = scalars
    self.joiningWords = joiningWords
  }

  /// Drops outer and doubled blanks and a final point, and gives phrases such as `rad (Si)` and `per` one spelling.
  private static func tidied(_ text: ArraySlice<Unicode.Scalar>) -> String {
    var kept = String.UnicodeScalarView()
    var lastWasBlank = true
    for scalar in text {
      if scalar.isBlank && lastWasBlank { continue }
      lastWasBlank = scalar.isBlank
      kept.append(scalar)
    }
    while let last = kept.last, last.isBlank || (last == "." && kept.count > 1) { kept.removeLast() }
    var spelling = String(kept)
    for (form, plain) in [
      ("sqrt(h)", "rt-h"), ("sqrt(hr)", "rt-h"), ("sqrt(Hz)", "rt-Hz"), ("sqrtHz", "rt-Hz"),
      ("rtHz", "rt-Hz"), ("rootHz", "rt-Hz"), ("rad (Si)", "radSi"), ("rad(Si)", "radSi"),
      ("rads(Si)", "radSi"), ("Gy(Si)", "Gy"), (" per ", "/"),
      ("**", "^"),
    ] where spelling.utf8.count >= form.utf8.count {
      spelling = replacing(form, with: plain, in: spelling)
    }
    return spelling
  }

  private static func replacing(_ form: String, with plain: String, in text: String) -> String {
    let source = Array(text.utf8)
    let pattern = Array(form.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index...].starts(with: pattern) {
        result.append(contentsOf: plain.utf8)
        index += pattern.count
      } else {
        result.append(source[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func parseWithVariant() -> [Unit] {
    variant = findVariant()
    return variant == nil ? [] : parse()
  }

  private mutating func parse() -> [Unit] {
    guard parseProduct(sign: 1, depth: 0), position == scalars.count, !factors.isEmpty else { return [] }
    guard variant == nil || variantUsed else { return [] }
    return combine()
  }

  // MARK: Grammar

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  /// Reads factors up to the end or a closing bracket; `sign` is -1 inside a denominator.
  private mutating func parseProduct(sign: Int, depth: Int) -> Bool {
    guard depth < 4 else { return false }
    var direction = sign
    guard parseFactor(sign: direction, depth: depth) else { return false }
    while let scalar = current, scalar != ")" {
      let before = position
      skipBlanks()
      if current == "/" {
        position += 1
        direction = -sign
      } else if current == "·" || current == "*" || current == "-" {
        position += 1
      } else if scalar.isBlank {
        if current == nil || current == ")" { return true }
        guard joiningWords || isBesideVariant else { return false }
      } else {
        return false
      }
      skipBlanks()
      guard parseFactor(sign: direction, depth: depth), position > before else { return false }
    }
    return true
  }

  /// Whether the blank before `position` separates a nation from its unit.
  private var isBesideVariant: Bool {
    variant != nil && (position == afterVariant || Self.isVariant(word(at: position)))
  }

  private mutating func parseFactor(sign: Int, depth: Int) -> Bool {
    if skipVariant() { return true }
    guard factors.count < Self.mostFactors else { return false }
    if current == "(" {
      let first = factors.count
      position += 1
      guard parseProduct(sign: sign, depth: depth + 1), current == ")" else { return false }
      position += 1
      guard let exponent = parseExponent(afterDigits: true), exponent % 2 == 0 else { return false }
      for index in first..<factors.count {
        factors[index].doubledExponent = factors[index].doubledExponent * exponent / 2
      }
      return factors.allSatisfy { abs($0.doubledExponent) <= 24 }
    }
    if current == "1", sign == 1, factors.isEmpty {
      position += 1
      factors.append(([Unit(known: "1", .none, 1, 0)], 2))
      return current == "/"
    }
    return parseAtom(sign: sign)
  }

  private mutating func parseAtom(sign: Int) -> Bool {
    var power = 2
    if let raised = Self.powerWords[word(at: position).lowercased()], wordIsFollowedByWord() {
      power *= raised
      position += word(at: position).unicodeScalars.count
      skipBlanks()
    }
    if scalars[position...].starts(with: "rt-".unicodeScalars) {
      power = 1
      position += 3
    }
    // The longest known spelling wins, so that mmH2O is no power of something else.
    let token = atomToken()
    for length in stride(from: token.count, to: 0, by: -1) {
      let rest = token.dropFirst(length)
      guard rest.isEmpty || rest.first?.isDigit == true || rest.first == "-" else { continue }
      let meanings = lookup(String(String.UnicodeScalarView(token.prefix(length))))
      guard !meanings.isEmpty else { continue }
      position += length
      guard let exponent = parseExponent(afterDigits: !factors.isEmpty) else { return false }
      guard power * exponent % 2 == 0 else { return false }
      factors.append((meanings, sign * power * exponent / 2))
      return abs(power * exponent) <= 48
    }
    return false
  }

  /// Letters, digits and signs from here to the next separator.
  private func atomToken() -> ArraySlice<Unicode.Scalar> {
    scalars[position...].prefix {
      $0 != "/" && $0 != "·" && $0 != "*" && $0 != "(" && $0 != ")" && $0 != "^" && !$0.isBlank
    }
  }

  /// Reads `^-2`, `^1.5`, `2` or, where it cannot be the start of a range, `-2`, and doubles it; 2 when there is none.
  private mutating func parseExponent(afterDigits: Bool) -> Int? {
    let hasCaret = current == "^"
    if hasCaret { position += 1 }
    var sign = 1
    if current == "-" || (hasCaret && current == "+") {
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      guard next.isDigit, hasCaret || afterDigits else { return hasCaret ? nil : 2 }
      sign = current == "-" ? -1 : 1
      position += 1
    }
    guard let digit = current, digit.isDigit else { return hasCaret ? nil : 2 }
    position += 1
    if let second = current, second.isDigit { return nil }
    var doubled = 2 * Int(digit.value - 0x30)
    if hasCaret, scalars[position...].starts(with: ".5".unicodeScalars) {
      position += 2
      doubled += 1
    }
    return sign * doubled
  }

  private mutating func skipBlanks() {
    while current?.isBlank == true { position += 1 }
  }

  // MARK: Words

  private static let powerWords = ["sq": 2, "sq.": 2, "square": 2, "cu": 3, "cu.": 3, "cubic": 3]

  private static let variants: [String: String] = [
    "us": "US", "(us)": "US", "u.s.": "US", "uk": "UK", "(uk)": "UK", "imp": "UK", "(imp)": "UK", "imperial": "UK",
  ]

  private static func isVariant(_ word: String) -> Bool { variants[word.lowercased()] != nil }

  private func word(at start: Int) -> String {
    guard start < scalars.count else { return "" }
    return String(String.UnicodeScalarView(scalars[start...].prefix { !$0.isBlank && $0 != "/" && $0 != "·" }))
  }

  private func wordIsFollowedByWord() -> Bool {
    let end = position + word(at: position).unicodeScalars.count
    return end + 1 < scalars.count && scalars[end].isBlank && scalars[end + 1].isLetter
  }

  private func findVariant() -> String? {
    var start = 0
    while start < scalars.count {
      if let found = Self.variants[word(at: start).lowercased()] { return found }
      start += max(1, word(at: start).unicodeScalars.count)
    }
    return nil
  }

  private mutating func skipVariant() -> Bool {
    let found = word(at: position)
    guard variant != nil, Self.isVariant(found) else { return false }
    position += found.unicodeScalars.count
    afterVariant = current?.isBlank == true ? position + 1 : nil
    return true
  }

  private mutating func lookup(_ spelling: String) -> [Unit] {
    if let variant {
      let meanings = UnitLookup.meanings(of: spelling + variant)
      if !meanings.isEmpty {
        variantUsed = true
        return meanings
      }
    }
    return UnitLookup.meanings(of: spelling)
  }

  // MARK: Combining

  /// Every product of one meaning of each factor, the most usual meanings first.
  private func combine() -> [Unit] {
    var products: [(dimension: Dimension, scale: Double, symbols: [String])] = [(.none, 1, [])]
    for factor in factors {
      var extended: [(dimension: Dimension, scale: Double, symbols: [String])] = []
      for product in products {
        for meaning in factor.meanings where extended.count < Self.mostMeanings {
          guard let dimension = Self.dimension(meaning.dimension, doubledExponent: factor.doubledExponent) else {
            continue
          }
          let scale = Self.scale(meaning.scale, doubledExponent: factor.doubledExponent)
          extended.append((product.dimension * dimension, product.scale * scale, product.symbols + [meaning.symbol]))
        }
      }
      products = extended
    }
    var units: [Unit] = []
    for product in products where factors.count > 1 || factors[0].doubledExponent != 2 || product.symbols.count == 1 {
      let scale = product.scale.rounded(significant: 15)
      let symbol = UnitSymbol.joined(zip(product.symbols, factors.map(\.doubledExponent)).map { ($0, $1) })
      guard let unit = Unit(symbol: symbol, dimension: product.dimension, scale: scale) else { continue }
      if !units.contains(where: { $0.dimension == unit.dimension && $0.scale == unit.scale }) { units.append(unit) }
    }
    return units
  }

  private static func dimension(_ base: Dimension, doubledExponent: Int) -> Dimension? {
    base.power(doubledExponent).flatMap { $0.squareRoot() }
  }

  private static func scale(_ base: Double, doubledExponent: Int) -> Double {
    let whole = Interval.power(base, (doubledExponent / 2).magnitude)
    let power = doubledExponent % 2 == 0 ? whole : whole * base.squareRoot()
    return doubledExponent < 0 ? 1 / power : power
  }
}
