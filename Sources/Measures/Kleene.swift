/// A truth value for criteria whose readings may be missing or too coarse.
public enum Kleene: Hashable, Sendable {
  case no, unknown, yes

  /// The truth value of something known.
  public init(_ known: Bool) {
    self = known ? .yes : .no
  }

  /// Yes when both are, no when either is not.
  public func and(_ other: Kleene) -> Kleene {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .unknown
  }

  /// Yes when either is, no when neither is.
  public func or(_ other: Kleene) -> Kleene {
    if self == .yes || other == .yes { return .yes }
    return self == .no && other == .no ? .no : .unknown
  }

  /// The opposite; unknown stays unknown.
  public func not() -> Kleene {
    switch self {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }

  /// Whether all hold; yes for none.
  public static func all(of values: [Kleene]) -> Kleene {
    values.reduce(.yes) { $0.and($1) }
  }

  /// Whether any holds; no for none.
  public static func any(of values: [Kleene]) -> Kleene {
    values.reduce(.no) { $0.or($1) }
  }

  /// Whether `count` or more hold: yes when that many surely do, no when that many cannot any more.
  public static func atLeast(_ count: Int, of values: [Kleene]) -> Kleene {
    let sure = values.count { $0 == .yes }
    let possible = values.count { $0 != .no }
    if sure >= count { return .yes }
    return possible >= count ? .unknown : .no
  }
}
