/// What stands under everything that speaks of lists: what it is not, and how old it is.
public struct StandingNotice: Sendable, Hashable {
  /// The sentence that always stands beside an outcome.
  public static let sentence =
    "This is an aid to identification, not a classification ruling; only the competent authority decides. "
    + "Absence of a match is not permission to release."

  /// After so many days the lists may have changed, and people are told so.
  private static let longestDays = 30

  /// The digest that names the catalog's release.
  public let release: String
  /// The number that the authority signed it under; nil for a catalog that was compiled on the kit.
  public let number: Int?
  /// How many days ago it was issued, or compiled.
  public let days: Int

  /// A notice.
  ///
  /// - Parameters:
  ///   - release: the digest that names the release.
  ///   - number: the number that the authority signed it under, if it did.
  ///   - madeAt: when it was issued, or compiled, in seconds since 1970.
  ///   - now: the present, in seconds since 1970.
  public init(release: String, number: Int? = nil, madeAt: Int, now: Int) {
    self.release = release
    self.number = number
    let (seconds, overflows) = now.subtractingReportingOverflow(madeAt)
    days = overflows ? 0 : max(0, seconds / 86_400)
  }

  /// The age of the catalog in words.
  public var age: String {
    let verb = number == nil ? "compiled" : "issued"
    return switch days {
    case 0: "\(verb) today"
    case 1: "\(verb) yesterday"
    default: "\(verb) \(days) days ago"
    }
  }

  /// The release and its age.
  public var catalog: String {
    let name = number.map { "Catalog release \($0) (\(release.prefix(12)))" } ?? "Catalog \(release.prefix(12))"
    let advice = days < Self.longestDays ? "" : " Lists and limits may have changed since: sync when you can."
    return "\(name), \(age).\(advice)"
  }

  /// Adds the notice to a page.
  ///
  /// - Parameter editions: the list editions that the page speaks of.
  public func add(to page: inout Page, editions: [String]) {
    page.line("")
    page.line(Self.sentence)
    let read = editions.isEmpty ? "" : " Lists read: \(editions.joined(separator: ", "))."
    page.line(catalog + read)
  }
}
