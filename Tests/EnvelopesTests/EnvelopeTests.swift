import CanonicalJSON
import Crypto
import Envelopes
import TestSupport
import Testing

/// An authority and one of its kits.
struct Parties {
  let kit = Curve25519.Signing.PrivateKey()
  let receipt = Curve25519.Signing.PrivateKey()
  let sealing = Curve25519.KeyAgreement.PrivateKey()

  var keys: AuthorityKeys { AuthorityKeys(receipt: receipt.publicKey, sealing: sealing.publicKey) }

  var kitID: Fingerprint { Fingerprint(of: Array(kit.publicKey.rawRepresentation)) }

  func envelope(
    _ content: String = "seen: tube",
    record: String = "r-1",
    revision: Int64 = 1,
    after place: Envelope.Place = Envelope.Place(after: 0, .zero)
  ) throws -> Envelope {
    let key = try #require(keys.sealing.first)
    return try Envelope(
      sealing: Array(content.utf8),
      record: record,
      revision: revision,
      at: place,
      by: kit,
      to: key
    )
  }
}

extension SplitMix64 {
  /// `bytes` with one bit, byte or pair of bytes changed, or the end cut off.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var damaged = bytes
    let place = Int.random(in: 0..<bytes.count, using: &self)
    switch Int.random(in: 0..<5, using: &self) {
    case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
    case 1: damaged[place] = UInt8.random(in: 0...255, using: &self)
    case 2: damaged.remove(at: place)
    case 3: damaged.insert(UInt8.random(in: 0...255, using: &self), at: place)
    default: damaged.removeLast(bytes.count - place)
    }
    return damaged
  }
}

struct EnvelopeTests {
  private let parties = Parties()

  @Test func `an envelope comes back as it was sent and opens with the authority's key`() throws {
    let envelope = try parties.envelope()
    let read = try Envelope(parsing: envelope.wire.canonicalBytes)
    #expect(read == envelope)
    try read.verify(by: parties.kit.publicKey)
    #expect(try read.sealed.open(read.binding, with: parties.sealing) == Array("seen: tube".utf8))
  }

  @Test func `a sealed record opens with no other key and as no other record`() throws {
    let envelope = try parties.envelope()
    #expect(throws: EnvelopeError.sealed) {
      try envelope.sealed.open(envelope.binding, with: Curve25519.KeyAgreement.PrivateKey())
    }
    let others = [
      SealedRecord.Binding(kit: parties.kitID, record: "r-2", revision: 1),
      SealedRecord.Binding(kit: parties.kitID, record: "r-1", revision: 2),
      SealedRecord.Binding(kit: .zero, record: "r-1", revision: 1),
    ]
    for binding in others {
      #expect(throws: EnvelopeError.sealed) { try envelope.sealed.open(binding, with: parties.sealing) }
    }
  }

  @Test func `the content stands nowhere in an envelope`() throws {
    let wire = try parties.envelope("consignor unknown").wire.line
    #expect(!wire.contains("consignor"))
  }

  @Test func `an envelope that was damaged anywhere is refused`() throws {
    let bytes = try parties.envelope().wire.canonicalBytes
    forAll(count: 4_000) { random in
      let damaged = random.damaged(bytes)
      guard damaged != bytes, let read = try? Envelope(parsing: damaged) else { return nil }
      return (try? read.verify(by: parties.kit.publicKey)) == nil
        ? nil : "taken: \(String(decoding: damaged, as: UTF8.self))"
    }
  }

  @Test func `every single bit of an envelope counts`() throws {
    let bytes = try parties.envelope("x").wire.canonicalBytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        let isTaken = (try? Envelope(parsing: damaged).verify(by: parties.kit.publicKey)) != nil
        #expect(!isTaken, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test func `another kit's signature is refused`() throws {
    let envelope = try parties.envelope()
    #expect(throws: EnvelopeError.self) { try envelope.verify(by: Curve25519.Signing.PrivateKey().publicKey) }
  }

  @Test func `names and revisions that could mean something elsewhere are refused`() throws {
    for record in ["", "../x", "A", "a b", "é", String(repeating: "a", count: 65)] {
      #expect(throws: EnvelopeError.self, "\(record)") { try parties.envelope(record: record) }
    }
    for revision in [0, -1, Int64.max] {
      #expect(throws: EnvelopeError.self) { try parties.envelope(revision: revision) }
    }
  }

  @Test func `a record over the limit is refused before it is sealed`() throws {
    let content = String(repeating: "x", count: SealedRecord.largestContent + 1)
    #expect(throws: EnvelopeError.tooLarge("the record", limit: SealedRecord.largestContent)) {
      try parties.envelope(content)
    }
    let largest = try parties.envelope(String(content.dropFirst()))
    #expect(RecordBatch.packing([largest.wire.canonicalBytes]).bytes.count <= RecordBatch.largest)
  }

  @Test func `a batch holds as much as fits and comes back in order`() throws {
    let wires = try (1...120).map { try parties.envelope(record: "r-\($0)").wire.canonicalBytes }
    let (bytes, count) = RecordBatch.packing(wires)
    #expect(count == RecordBatch.mostEnvelopes)
    let records = try RecordBatch(parsing: bytes).envelopes.map { try $0.get().header.record }
    #expect(records == (1...100).map { "r-\($0)" })
    let large = try (1...4).map {
      try parties.envelope(String(repeating: "x", count: 300_000), record: "r-\($0)").wire.canonicalBytes
    }
    let packed = RecordBatch.packing(large)
    #expect(packed.count == 2)
    #expect(packed.bytes.count <= RecordBatch.largest)
  }

  @Test func `one malformed envelope does not keep the others of its batch out`() throws {
    let good = try parties.envelope().wire
    let batch = JSONValue.members(["records": .list([good, .text("poison"), good])])
    let read = try RecordBatch(parsing: batch.canonicalBytes).envelopes
    #expect(read.map { (try? $0.get()) != nil } == [true, false, true])
  }

  @Test func `batches that are too large, too many or written otherwise are refused`() throws {
    #expect(throws: EnvelopeError.self) {
      try RecordBatch(parsing: [UInt8](repeating: 0x20, count: RecordBatch.largest + 1))
    }
    let many = JSONValue.members(["records": .list(Array(repeating: .null, count: 101))])
    #expect(throws: EnvelopeError.self) { try RecordBatch(parsing: many.canonicalBytes) }
    for text in [#"{ "records":[]}"#, #"{"records":[],"x":1}"#, "[]", "", #"{"records":{}}"#] {
      #expect(throws: EnvelopeError.self, "\(text)") { try RecordBatch(parsing: Array(text.utf8)) }
    }
  }
}
