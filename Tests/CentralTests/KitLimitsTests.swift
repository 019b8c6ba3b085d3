#if Server
import Envelopes
import TestSupport
import Testing

@testable import Central

struct KitLimitsTests {
  private let limits = KitLimits(KitLimits.Allowance(burst: 10, perSecond: 2))
  private let kits = [Fingerprint(of: [1]), Fingerprint(of: [2])]

  @Test func `a bucket empties, says when to come back and fills again`() {
    #expect(limits.take(10, of: kits[0], at: 0) == nil)
    #expect(limits.take(4, of: kits[0], at: 0) == 2)
    #expect(limits.take(4, of: kits[0], at: 1) == 1)
    #expect(limits.take(4, of: kits[0], at: 2) == nil)
    #expect(limits.take(10, of: kits[0], at: 1_000) == nil)
    #expect(limits.take(1, of: kits[0], at: 1_000) == 1)
  }

  @Test func `one kit's bucket is not another's, and a clock that goes back fills nothing`() {
    #expect(limits.take(10, of: kits[0], at: 100) == nil)
    #expect(limits.take(10, of: kits[1], at: 100) == nil)
    #expect(limits.take(1, of: kits[0], at: 0) != nil)
  }
}

struct ByteRangeTests {
  @Test func `ranges are read as the standard says and never trap`() {
    let cases: [(String?, Int, ByteRange)] = [
      (nil, 10, .whole), ("bytes=0-4", 10, .part(0..<5)), ("bytes=5-", 10, .part(5..<10)),
      ("bytes=-3", 10, .part(7..<10)), ("bytes=-30", 10, .part(0..<10)), ("bytes=10-", 10, .outside),
      ("bytes=0-", 0, .outside), ("bytes=-1", 0, .outside), ("bytes=-0", 10, .outside),
      ("bytes=9-999999999999999", 10, .part(9..<10)), ("bytes=4-3", 10, .whole), ("bytes=", 10, .whole),
      ("bytes=--1", 10, .whole), ("bytes=1-2-3", 10, .whole), ("bytes=+1-2", 10, .whole), ("bytes=a-b", 10, .whole),
      ("bytes=9999999999999999999999-", 10, .whole), ("bytes=１-", 10, .whole),
    ]
    for (header, length, range) in cases {
      #expect(ByteRange(header, length: length) == range, "\(header ?? "none")")
    }
  }
}
#endif
