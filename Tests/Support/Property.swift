public import Testing

/// Runs `property` on `count` random cases and stops at the first that fails, naming the seed that repeats it.
///
/// Each case gets its own generator, seeded from `seed` and the case's number, so that a failing case can be
/// repeated alone. `property` returns `nil` when it holds and otherwise a sentence that says what did not.
public func forAll(
  count: Int = 500,
  seed: UInt64 = 0x6761_7567_6572,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ property: (inout SplitMix64) throws -> String?
) rethrows {
  for number in 0..<count {
    let caseSeed = seed &+ UInt64(truncatingIfNeeded: number)
    var random = SplitMix64(seed: caseSeed)
    if let failure = try property(&random) {
      Issue.record("\(failure) (seed \(caseSeed))", sourceLocation: sourceLocation)
      return
    }
  }
}
