import KitStore

extension ReleaseInstaller {
  /// Goes back to an earlier release that this kit holds.
  ///
  /// The release that was in use stays on the kit, but is not taken again until a later one is there, or an officer
  /// asks for it.
  ///
  /// - Parameters:
  ///   - number: the release; nil for the one before the one in use.
  ///   - reason: why, in the officer's words; it is kept in the history.
  /// - Returns: the number of the release in use now.
  /// - Throws: ``SyncError``; the kit is then on the release that it was on.
  @discardableResult
  public func goBack(to number: Int? = nil, reason: String) throws(SyncError) -> Int {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
    let lock = try KitLock(home)
    defer { withExtendedLifetime(lock) {} }
    let held = HeldReleases(of: home)
    let target = try target(number, in: held)
    if let objection = ReleaseRule(held).objection(to: target.number) {
      throw .withdrawn(release: target.number, reason: objection)
    }
    guard target.isIntact else {
      throw .doesNotWork(release: target.number, reason: "its records were damaged on this kit")
    }
    do { try trial(target.database) } catch {
      throw .doesNotWork(release: target.number, reason: "\(error)")
    }
    // Written first: a kit that went back without anybody knowing why would be worse than a note about nothing.
    try ReleaseHistory(of: home).add(
      ReleaseHistory.Event(
        time: now,
        act: .wentBack,
        from: held.current?.number,
        to: target.number,
        reason: reason
      )
    )
    try turn(to: target.stateRoot)
    return target.number
  }

  private func target(_ number: Int?, in held: HeldReleases) throws(SyncError) -> HeldRelease {
    // From a catalog that was compiled on this kit, back means to the latest that was signed.
    let limit = held.current?.number ?? .max
    if let number {
      guard number < limit else { throw .nothingToGoBackTo }
      guard let target = held.release(number) else { throw .notHeld(release: number) }
      return target
    }
    guard let target = held.all.last(where: { $0.number < limit }) else { throw .nothingToGoBackTo }
    return target
  }
}
