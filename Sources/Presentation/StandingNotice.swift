/// What stands under everything that speaks of lists: what it is not, and how old it is.
public struct StandingNotice: Sendable, Hashable {
  /// The sentence that always stands beside an outcome.
  public static let sentence =
    "This is an aid to identification, not a classification ruling; only the competent authority decides. "
    + "Absence of a match is not permission to release."

  /// The digest that names the catalog's release.
  public let release: String
  /// How many days ago it was compiled.
  public let days: Int

  /// A notice.
  ///
  /// - Parameters:
  ///   - release: the digest that names the release.
  ///   - compiledAt: when it was compiled, in seconds since 1970.
  ///   - now: the present, in seconds since 1970.
  public init(release: String, compiledAt: Int, now: Int) {
    self.release = release
    let (seconds, overflows) = now.subtractingReportingOverflow(compiledAt)
    days = overflows ? 0 : max(0, seconds / 86_400)
  }

  /// The age of the catalog in words.
  public var age: String {
    switch days {
    case 0: "compiled today"
    case 1: "compiled yesterday"
    default: "compiled \(days) days ago"
    }
  }

  /// The release and its age.
  public var catalog: String { "Catalog \(release.prefix(12)), \(age)." }

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
