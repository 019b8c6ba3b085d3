/// The moment against which expiry is checked.
public struct ReferenceTime: Hashable, Sendable {
  /// The moment that is taken for now.
  public let now: UTCTime
  /// How long after its expiry a file is still taken, in days.
  public let graceDays: Int64

  /// The longest grace that a supervisor can give.
  public static let longestGrace: Int64 = 60

  /// Takes files that have not expired.
  public init(_ now: UTCTime) { self.init(now, graceDays: 0) }

  /// Takes files that expired a few days ago, at most ``longestGrace``.
  ///
  /// For a stick that was long under way, when a supervisor says so. Everything else is checked as ever.
  public init(_ now: UTCTime, graceDays: Int64) {
    self.now = now
    self.graceDays = min(max(graceDays, 0), Self.longestGrace)
  }

  enum Judgement { case inTime, late, expired }

  func judge(_ expires: UTCTime) -> Judgement {
    if now < expires { return .inTime }
    return now < expires.adding(days: graceDays) ? .late : .expired
  }
}

/// What a kit knows of the time without trusting its clock.
///
/// A clock that runs behind would let old files pass for new ones, so that expiry is checked against the latest of
/// what the authority signed, what this kit saw when it was last switched off and when the program was built.
public struct TimeFloor: Hashable, Sendable {
  /// When the program was built.
  public let built: UTCTime
  /// The latest moment that a verified release says it was issued.
  public private(set) var issued: UTCTime?
  /// The latest moment that this kit's own clock showed.
  public private(set) var seen: UTCTime?

  /// What was stored, or nothing yet.
  public init(built: UTCTime, issued: UTCTime? = nil, seen: UTCTime? = nil) {
    self.built = built
    self.issued = issued
    self.seen = seen
  }

  /// It cannot be earlier than this.
  public var floor: UTCTime { max(built, issued ?? built, seen ?? built) }

  /// Notes when a verified release was issued.
  public mutating func note(issued moment: UTCTime) { issued = max(moment, issued ?? moment) }

  /// Notes what the clock shows, at the end of every run.
  public mutating func note(clock: UTCTime) { seen = max(clock, seen ?? clock) }

  /// Forgets what the clock showed: for a supervisor, after it ran ahead and was set right.
  public mutating func forgetClock() { seen = nil }

  /// The time to go by.
  ///
  /// - Returns: the later of clock and floor, and by how many seconds the clock is behind the floor (0 if it is not).
  public func time(byClock clock: UTCTime) -> (now: UTCTime, behind: Int64) {
    (max(clock, floor), max(0, floor.seconds - clock.seconds))
  }
}
