/// A derived quantity, calculated from others: `pi / 4 * outer-diameter^2`.
///
/// - Operators are `+ - * /` and `^` with a whole exponent; brackets group.
/// - `min( , )` and `max( , )` take two or more values, `sqrt( )` takes one; `pi` is a number, `standard-gravity` the
///   acceleration 9.80665 m/s².
/// - Names are feature ids, which contain hyphens: a minus needs a blank before it when it follows a name.
public struct Formula: Hashable, Sendable {
  /// The longest formula, in characters.
  public static let longestText = 500
  /// How deep brackets, signs and functions may nest.
  public static let deepestNesting = 32

  /// The formula as written.
  public let text: String
  /// The names in it, each once, in order of appearance.
  public let variables: [String]
  private let root: FormulaNode

  /// Reads a formula.
  ///
  /// - Throws: a ``FormulaError`` that names the place.
  public init(_ text: String) throws(FormulaError) {
    var parser = try FormulaParser(text)
    root = try parser.parse()
    variables = parser.variables
    self.text = text
  }

  /// What the result measures, given what each variable does.
  ///
  /// - Throws: a ``FormulaError`` when a variable is not known or two sides do not fit together.
  public func dimension(of variable: (String) -> Dimension?) throws(FormulaError) -> Dimension {
    try root.dimension(of: variable)
  }

  /// The interval that holds every result, in canonical units; nil when a variable is missing or no root exists.
  public func evaluate(_ value: (String) -> Interval?) -> Interval? {
    root.evaluate(value)
  }
}

/// One step of a formula and the steps it needs.
indirect enum FormulaNode: Hashable, Sendable {
  case constant(Double, Dimension)
  case variable(String)
  case negative(FormulaNode)
  case sum(FormulaNode, FormulaNode)
  case difference(FormulaNode, FormulaNode)
  case product(FormulaNode, FormulaNode)
  case quotient(FormulaNode, FormulaNode)
  case power(FormulaNode, Int)
  case root(FormulaNode)
  case smallest(FormulaNode, FormulaNode)
  case largest(FormulaNode, FormulaNode)

  func dimension(of variable: (String) -> Dimension?) throws(FormulaError) -> Dimension {
    switch self {
    case .constant(_, let dimension): return dimension
    case .variable(let name):
      guard let dimension = variable(name) else { throw .unknownVariable(name) }
      return dimension
    case .negative(let node): return try node.dimension(of: variable)
    case .sum(let left, let right), .difference(let left, let right), .smallest(let left, let right),
      .largest(let left, let right):
      let first = try left.dimension(of: variable)
      let second = try right.dimension(of: variable)
      guard first == second else { throw .mismatched(left: first, right: second) }
      return first
    case .product(let left, let right):
      return try left.dimension(of: variable) * right.dimension(of: variable)
    case .quotient(let left, let right):
      return try left.dimension(of: variable) / right.dimension(of: variable)
    case .power(let node, let exponent):
      let base = try node.dimension(of: variable)
      guard let power = base.power(exponent) else { throw .noSuchPower(of: base) }
      return power
    case .root(let node):
      let base = try node.dimension(of: variable)
      guard let root = base.squareRoot() else { throw .noSuchPower(of: base) }
      return root
    }
  }

  func evaluate(_ value: (String) -> Interval?) -> Interval? {
    switch self {
    case .constant(let value, _): return .exactly(value)
    case .variable(let name): return value(name)
    case .negative(let node): return node.evaluate(value).map { -$0 }
    case .sum(let left, let right): return combine(left, right, value, +)
    case .difference(let left, let right): return combine(left, right, value, -)
    case .product(let left, let right): return combine(left, right, value, *)
    case .quotient(let left, let right): return combine(left, right, value, /)
    case .power(let node, let exponent): return node.evaluate(value)?.power(exponent)
    case .root(let node): return node.evaluate(value)?.squareRoot()
    case .smallest(let left, let right): return combine(left, right, value, Interval.min)
    case .largest(let left, let right): return combine(left, right, value, Interval.max)
    }
  }

  private func combine(
    _ left: FormulaNode,
    _ right: FormulaNode,
    _ value: (String) -> Interval?,
    _ operation: (Interval, Interval) -> Interval
  ) -> Interval? {
    guard let first = left.evaluate(value), let second = right.evaluate(value) else { return nil }
    return operation(first, second)
  }
}
