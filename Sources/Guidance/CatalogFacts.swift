/// Which catalog a result rests on.
public struct CatalogFacts: Sendable, Hashable {
  /// The digest that names the release.
  public let release: String
  /// How many days ago it was compiled.
  public let days: Int

  /// The facts.
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

  /// The release and its age in a sentence.
  public var sentence: String {
    let age =
      switch days {
      case 0: "compiled today"
      case 1: "compiled yesterday"
      default: "compiled \(days) days ago"
      }
    return "Catalog \(release.prefix(12)), \(age)."
  }
}
