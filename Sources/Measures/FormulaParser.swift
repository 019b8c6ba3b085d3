/// Reads the grammar of ``Formula`` by recursive descent, with bounded depth.
struct FormulaParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private(set) var variables: [String] = []

  private static let largestExponent = 16

  init(_ text: String) throws(FormulaError) {
    scalars = Array(text.unicodeScalars)
    guard scalars.count <= Formula.longestText else {
      throw .tooLong(length: scalars.count, limit: Formula.longestText)
    }
  }

  mutating func parse() throws(FormulaError) -> FormulaNode {
    skipBlanks()
    guard current != nil else { throw .empty }
    let node = try parseSum()
    guard current == nil else { throw unexpected("an operator or the end") }
    return node
  }

  // MARK: Grammar

  private mutating func parseSum() throws(FormulaError) -> FormulaNode {
    var node = try parseProduct()
    while let sign = current, sign == "+" || sign == "-" {
      take()
      let right = try parseProduct()
      node = sign == "+" ? .sum(node, right) : .difference(node, right)
    }
    return node
  }

  private mutating func parseProduct() throws(FormulaError) -> FormulaNode {
    var node = try parsePower()
    while let sign = current, sign == "*" || sign == "/" {
      take()
      let right = try parsePower()
      node = sign == "*" ? .product(node, right) : .quotient(node, right)
    }
    return node
  }

  private mutating func parsePower() throws(FormulaError) -> FormulaNode {
    if current == "-" {
      take()
      try enter()
      let node = try parsePower()
      depth -= 1
      return .negative(node)
    }
    let base = try parseValue()
    guard current == "^" else { return base }
    take()
    let isNegative = current == "-"
    if isNegative { take() }
    let digits = takeWhile { $0.isDigit }
    guard let exponent = Int(digits), exponent <= Self.largestExponent else {
      throw unexpected("a whole exponent of at most \(Self.largestExponent)")
    }
    guard current != "^" else { throw unexpected("brackets around the power") }
    return .power(base, isNegative ? -exponent : exponent)
  }

  private mutating func parseValue() throws(FormulaError) -> FormulaNode {
    guard let scalar = current else { throw unexpected("a value") }
    if scalar == "(" {
      return try parseBracketed()
    }
    if scalar.isDigit || scalar == "." { return try parseNumber() }
    if Self.startsName(scalar) { return try parseName() }
    throw unexpected("a number, a name or a bracket")
  }

  private mutating func parseBracketed() throws(FormulaError) -> FormulaNode {
    take()
    try enter()
    let node = try parseSum()
    depth -= 1
    guard current == ")" else { throw unexpected("a closing bracket") }
    take()
    return node
  }

  private mutating func parseNumber() throws(FormulaError) -> FormulaNode {
    guard let number = NumberLexer.plainNumber(in: scalars, at: position), number.value.isFinite else {
      throw unexpected("a number such as 0.25 or 1e-3")
    }
    position = number.end
    skipBlanks()
    return .constant(number.value, .none)
  }

  private mutating func parseName() throws(FormulaError) -> FormulaNode {
    let name = takeWhile { Self.startsName($0) || $0.isDigit || $0 == "-" }
    switch name {
    case "pi": return .constant(Double.pi, .none)
    case "standard-gravity": return .constant(9.80665, .acceleration)
    case "sqrt", "min", "max": return try parseFunction(name)
    default:
      if !variables.contains(name) { variables.append(name) }
      return .variable(name)
    }
  }

  private mutating func parseFunction(_ name: String) throws(FormulaError) -> FormulaNode {
    guard current == "(" else { throw unexpected("an opening bracket after \(name)") }
    take()
    try enter()
    var node = try parseSum()
    if name == "sqrt" {
      node = .root(node)
    } else {
      guard current == "," else { throw unexpected("a comma and a second value for \(name)") }
      while current == "," {
        take()
        let next = try parseSum()
        node = name == "min" ? .smallest(node, next) : .largest(node, next)
      }
    }
    depth -= 1
    guard current == ")" else { throw unexpected("a closing bracket") }
    take()
    return node
  }

  // MARK: Scalars

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar >= "a" && scalar <= "z"
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take() {
    position += 1
    skipBlanks()
  }

  private mutating func skipBlanks() {
    while let scalar = current, scalar == " " || scalar == "\n" || scalar == "\t" { position += 1 }
  }

  private mutating func takeWhile(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = current, belongs(scalar) {
      taken.append(scalar)
      position += 1
    }
    skipBlanks()
    return String(taken)
  }

  private mutating func enter() throws(FormulaError) {
    depth += 1
    guard depth <= Formula.deepestNesting else { throw .tooDeep(limit: Formula.deepestNesting) }
  }

  private func unexpected(_ expected: String) -> FormulaError {
    .unexpected(found: current.map { "\"\($0)\"" } ?? "the end", at: position + 1, expected: expected)
  }
}
