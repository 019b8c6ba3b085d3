#if Server
import Envelopes
import Synchronization

/// How much one kit, or all strangers together, may ask for.
///
/// Buckets that fill up with time: a kit that was offline for months may send all it has, but none can keep the server
/// from the others.
final class KitLimits: Sendable {
  struct Allowance: Sendable {
    let burst: Double
    let perSecond: Double
  }

  private struct Bucket {
    var level: Double
    var filled: Double
  }

  private static let mostBuckets = 100_000

  private let allowance: Allowance
  private let buckets = Mutex<[Fingerprint: Bucket]>([:])

  init(_ allowance: Allowance) { self.allowance = allowance }

  /// Takes `amount` from the bucket of `kit`.
  ///
  /// - Parameter now: seconds of a clock that never goes back.
  /// - Returns: nil if it was there, otherwise after how many seconds it will be.
  func take(_ amount: Int, of kit: Fingerprint, at now: Double) -> Int? {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostBuckets {
        // A bucket that is full again says nothing.
        buckets = buckets.filter { level($0.value, at: now) < allowance.burst }
      }
      var bucket = buckets[kit] ?? Bucket(level: allowance.burst, filled: now)
      bucket = Bucket(level: level(bucket, at: now), filled: now)
      let missing = Double(amount) - bucket.level
      if missing <= 0 { bucket.level -= Double(amount) }
      buckets[kit] = bucket
      return missing <= 0 ? nil : max(1, Int((min(missing, allowance.burst) / allowance.perSecond).rounded(.up)))
    }
  }

  private func level(_ bucket: Bucket, at now: Double) -> Double {
    min(allowance.burst, bucket.level + max(0, now - bucket.filled) * allowance.perSecond)
  }
}
#endif
