public import KitStore
import Releases

/// Which catalog a kit uses, how old it is, and what else it holds.
public struct ReleaseStatus: Sendable, Equatable {
  /// How the age of a catalog is shown; it can be used at any age.
  public enum Freshness: String, Sendable {
    /// Less than a week old.
    case fresh
    /// A week old or more.
    case amber
    /// Thirty days old or more.
    case red
  }

  /// The number of the signed release; nil for a catalog that was compiled on this kit.
  public let release: Int?
  /// The digest over the records.
  public let stateRoot: String
  /// When it was issued, or compiled on this kit, in seconds since 1970.
  public let issuedAt: Int
  /// Its age in whole days; 0 where the clock is before the time of issue.
  public let ageInDays: Int
  /// Whether a later release of the authority forbids it.
  public let isForbidden: Bool
  /// The signed releases on this kit, the latest last.
  public let held: [Int]
  /// The release that an officer went back from and that is therefore not taken again by itself.
  public let heldBack: ReleaseHistory.Event?

  /// Looks at a kit.
  ///
  /// - Parameter now: seconds since 1970.
  /// - Returns: nil if the kit has no catalog.
  public init?(of home: KitHome, now: Int) throws(KitStoreError) {
    guard let url = home.currentCatalog else { return nil }
    let facts = try CatalogDatabase(at: url).facts()
    let held = HeldReleases(of: home)
    release = facts.release
    stateRoot = facts.stateRoot
    issuedAt = facts.issuedAt ?? facts.compiledAt
    let (seconds, overflows) = now.subtractingReportingOverflow(issuedAt)
    ageInDays = overflows ? 0 : max(0, seconds / 86_400)
    let rule = ReleaseRule(held)
    isForbidden = facts.release.map { rule.objection(to: $0) != nil } ?? false
    self.held = held.all.map(\.number)
    let event = ReleaseHistory(of: home).heldBack
    heldBack = (event?.from ?? 0) > facts.release ?? 0 ? event : nil
  }

  /// How the age is shown.
  public var freshness: Freshness { ageInDays >= 30 ? .red : ageInDays >= 7 ? .amber : .fresh }
}

/// What the latest release on a kit says of the earlier ones.
struct ReleaseRule {
  private let yanked: Set<Int>
  private let least: Int

  init(_ held: HeldReleases) {
    let latest = try? held.all.last?.manifest()
    yanked = Set(latest?.yanked ?? [])
    least = latest?.minRelease ?? 0
  }

  /// Why a release must not be used, or nil.
  func objection(to release: Int) -> String? {
    if yanked.contains(release) { return "the authority has recalled it" }
    if release < least { return "the authority asks for release \(least) or later" }
    return nil
  }
}
