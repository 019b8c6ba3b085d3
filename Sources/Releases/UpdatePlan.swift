/// The way to a release that moves the fewest bytes.
public struct UpdatePlan: Equatable, Sendable {
  /// What has to be fetched.
  public enum Way: Equatable, Sendable {
    /// Deltas, one after the other, onto the records of the release held.
    case deltas([ReleaseManifest.Delta])
    /// All records.
    case full(ReleaseManifest.Part)
  }

  /// What has to be fetched.
  public let way: Way

  /// A chain that costs more than this share of the full pack is not worth its steps.
  static let worthwhilePercent = 60
  /// Each delta is read through a window of its own, so a longer chain would need too much memory.
  static let longestChain = 64

  /// The files, in the order in which they are needed.
  public var parts: [ReleaseManifest.Part] {
    switch way {
    case .deltas(let deltas): deltas.map(\.part)
    case .full(let part): [part]
    }
  }

  /// How many bytes are fetched.
  public var bytes: Int { parts.reduce(0) { $0 + $1.length } }

  /// Finds the way.
  ///
  /// - Parameters:
  ///   - manifest: the release to get to.
  ///   - held: the number of the release whose records are at hand; nil if there is none.
  ///   - spent: paths that were tried in vain; no path is fetched twice in one go, or a mirror that has lost one file
  ///     would be asked for it again and again.
  /// - Returns: nil if every way needs a path that was tried.
  public init?(to manifest: ReleaseManifest, from held: Int?, without spent: Set<String> = []) {
    let full = spent.contains(manifest.full.path) ? nil : manifest.full
    let chain = held.flatMap { Self.cheapestChain(in: manifest, from: $0, without: spent) }
    switch (chain, full) {
    case (let chain?, let full?):
      let bytes = chain.reduce(0) { $0 + $1.part.length }
      // Lengths are bounded where the manifest is read, so that these products cannot overflow.
      way = bytes * 100 > full.length * Self.worthwhilePercent ? .full(full) : .deltas(chain)
    case (let chain?, nil): way = .deltas(chain)
    case (nil, let full?): way = .full(full)
    case (nil, nil): return nil
    }
  }

  private static func cheapestChain(
    in manifest: ReleaseManifest,
    from held: Int,
    without spent: Set<String>
  ) -> [ReleaseManifest.Delta]? {
    var cheapest: [Int: (bytes: Int, chain: [ReleaseManifest.Delta])] = [held: (0, [])]
    // Deltas lead upwards only, so that the way to every start is known before its steps are looked at.
    for delta in manifest.deltas.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      guard !spent.contains(delta.part.path), let start = cheapest[delta.from], start.chain.count < longestChain
      else { continue }
      let bytes = start.bytes + delta.part.length
      if let known = cheapest[delta.to], known.bytes <= bytes { continue }
      cheapest[delta.to] = (bytes, start.chain + [delta])
    }
    return cheapest[manifest.release]?.chain
  }
}
