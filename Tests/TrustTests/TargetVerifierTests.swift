import Crypto
import TestSupport
import Testing
import Trust

struct TargetVerifierTests {
  private let content = Array("the content of a pack".utf8)

  @Test func `a target in any pieces is accepted`() throws {
    let target = TargetFile(path: "pack", bytes: content)
    try forAll(count: 50) { random in
      var verifier = try TargetVerifier(target)
      var rest = content[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...7, using: &random))
        try piece.withUnsafeBytes { try verifier.update($0) }
        rest = rest.dropFirst(piece.count)
      }
      try verifier.finish()
      return nil
    }
  }

  @Test func `one byte more, fewer or other is refused`() throws {
    let target = TargetFile(path: "pack", bytes: content)
    let length = Int64(content.count)
    #expect(throws: TrustError.wrongLength(file: "pack", expected: length, found: length + 1)) {
      try target.check(content + [0])
    }
    #expect(throws: TrustError.wrongLength(file: "pack", expected: length, found: length - 1)) {
      try target.check(content.dropLast())
    }
    for bit in 0..<content.count * 8 {
      #expect(throws: TrustError.wrongDigest(file: "pack")) { try target.check(content.flipping(bit: bit)) }
    }
  }

  @Test func `too much is noticed at once and too little at the end`() throws {
    let target = TargetFile(path: "pack", bytes: content)
    let length = Int64(content.count)
    var verifier = try TargetVerifier(target)
    try content.dropLast().withUnsafeBytes { try verifier.update($0) }
    #expect(throws: TrustError.wrongLength(file: "pack", expected: length, found: length - 1)) {
      try verifier.finish()
    }
    #expect(throws: TrustError.wrongLength(file: "pack", expected: length, found: length + 1)) {
      try [UInt8](repeating: 0, count: 2).withUnsafeBytes { try verifier.update($0) }
    }
  }

  @Test func `every digest that is known has to be right`() throws {
    let digits = SHA512.hash(data: content).map { String(($0 >> 4), radix: 16) + String($0 & 15, radix: 16) }
    let (sha256, sha512) = (ContentDigest(of: content).hex, digits.joined())
    func target(_ first: String?, _ second: String?) -> TargetFile {
      TargetFile(path: "pack", length: Int64(content.count), hashes: FileHashes(sha256: first, sha512: second))
    }
    try target(sha256, nil).check(content)
    try target(nil, sha512).check(content)
    try target(sha256, sha512).check(content)
    let zeros = String(repeating: "0", count: 128)
    #expect(throws: TrustError.wrongDigest(file: "pack")) { try target(sha256, zeros).check(content) }
    #expect(throws: TrustError.wrongDigest(file: "pack")) { try target(zeros, sha512).check(content) }
    #expect(throws: TrustError.noKnownDigest(file: "pack")) { try target(nil, nil).check(content) }
  }

  @Test func `the name in a repository with consistent snapshots carries the digest`() {
    let target = TargetFile(path: "catalog/full/9.zst", bytes: content)
    let digest = ContentDigest(of: content).hex
    #expect(target.remotePath(consistent: true) == "catalog/full/\(digest).9.zst")
    #expect(TargetFile(path: "a", bytes: content).remotePath(consistent: true) == "\(digest).a")
  }
}
