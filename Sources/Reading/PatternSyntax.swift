/// A pattern as a tree.
indirect enum PatternNode: Equatable, Sendable {
  case one(CharacterClass)
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
}

/// A condition on the place between two characters.
enum PatternAssertion: Equatable, Sendable {
  case wordBoundary, noWordBoundary, start, end
  case ahead([CharacterClass], isNegated: Bool)
  case behind([CharacterClass], isNegated: Bool)
}

/// Reads the text of a pattern into a tree; see ``Pattern`` for the syntax.
struct PatternParser {
  var scalars: [Unicode.Scalar]
  var position = 0
  private(set) var ignoresCase = false

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    if scalars.starts(with: "(?i)".unicodeScalars) {
      ignoresCase = true
      position = 4
    }
    if peek == nil { throw error(.empty) }
    let node = try choice(depth: 0)
    if let sign = peek { throw error(.closesNothing(Character(sign))) }
    return node
  }

  var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func error(_ problem: PatternError.Problem, at place: Int? = nil) -> PatternError {
    PatternError(position: place ?? position, problem: problem)
  }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard peek == sign else { return false }
    position += 1
    return true
  }

  mutating func take(prefix: String) -> Bool {
    guard scalars[position...].starts(with: prefix.unicodeScalars) else { return false }
    position += prefix.unicodeScalars.count
    return true
  }

  private mutating func choice(depth: Int) throws(PatternError) -> PatternNode {
    var branches = [try sequence(depth: depth)]
    while take("|") { branches.append(try sequence(depth: depth)) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence(depth: Int) throws(PatternError) -> PatternNode {
    var items: [PatternNode] = []
    while let sign = peek, sign != "|", sign != ")" {
      let item = try atom(depth: depth)
      items.append(try repetition(of: item))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func atom(depth: Int) throws(PatternError) -> PatternNode {
    guard let sign = peek else { throw error(.unfinished("a sequence")) }
    switch sign {
    case "(": return try group(depth: depth)
    case "?", "*", "+", "{": throw error(.nothingToRepeat)
    case "]", "}": throw error(.closesNothing(Character(sign)))
    case "^", "$":
      position += 1
      return .assertion(sign == "^" ? .start : .end)
    case "\\" where position + 1 < scalars.count && (scalars[position + 1] == "b" || scalars[position + 1] == "B"):
      position += 2
      return .assertion(scalars[position - 1] == "b" ? .wordBoundary : .noWordBoundary)
    default: return .one(try single())
    }
  }

  /// One class, escape, dot or literal.
  mutating func single() throws(PatternError) -> CharacterClass {
    if take("[") { return try classBody() }
    if take(".") {
      var newline = CharacterClass()
      newline.insert(0x0A...0x0A)
      return newline.finished(isNegated: true, ignoresCase: false)
    }
    return try member().finished(ignoresCase: ignoresCase)
  }

  private mutating func group(depth: Int) throws(PatternError) -> PatternNode {
    let start = position
    guard depth < PatternLimits.depth else { throw error(.nestedTooDeeply) }
    for (opening, isAhead, isNegated) in [
      ("(?=", true, false), ("(?!", true, true), ("(?<=", false, false), ("(?<!", false, true),
    ] where take(prefix: opening) {
      let body = try lookAround(from: start)
      return .assertion(isAhead ? .ahead(body, isNegated: isNegated) : .behind(body, isNegated: isNegated))
    }
    if !take(prefix: "(?:") {
      position += 1
      if peek == "?" { throw error(.unknownGroup, at: start) }
    }
    let body = try choice(depth: depth + 1)
    guard take(")") else { throw error(.unfinished("a group"), at: start) }
    return body
  }

  private mutating func lookAround(from start: Int) throws(PatternError) -> [CharacterClass] {
    var body: [CharacterClass] = []
    while !take(")") {
      guard let sign = peek else { throw error(.unfinished("a look-around"), at: start) }
      guard body.count < PatternLimits.lookAround, !"()|?*+{^$".unicodeScalars.contains(sign) else {
        throw error(.lookAroundTooComplex)
      }
      body.append(try single())
    }
    guard !body.isEmpty else { throw error(.lookAroundTooComplex, at: start) }
    return body
  }

  private mutating func repetition(of item: PatternNode) throws(PatternError) -> PatternNode {
    let place = position
    let least: Int
    let most: Int?
    switch peek {
    case "?": (least, most) = (0, 1)
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "{":
      (least, most) = try count()
      position -= 1
    default: return item
    }
    position += 1
    if case .assertion = item { throw error(.nothingToRepeat, at: place) }
    if let next = peek, "?*+{".unicodeScalars.contains(next) { throw error(.nothingToRepeat) }
    return .repeated(item, least: least, most: most)
  }

  private mutating func count() throws(PatternError) -> (Int, Int?) {
    let place = position
    position += 1
    guard let least = number() else { throw error(.badCount, at: place) }
    var most: Int? = least
    if take(",") { most = peek == "}" ? nil : number() ?? -1 }
    guard take("}"), least <= PatternLimits.count, most.map({ $0 >= least && $0 <= PatternLimits.count }) ?? true else {
      throw error(.badCount, at: place)
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek, let worth = Int(String(digit)), digit.isASCII {
      value = min((value ?? 0) * 10 + worth, PatternLimits.count + 1)
      position += 1
    }
    return value
  }
}
