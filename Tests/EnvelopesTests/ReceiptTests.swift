import CanonicalJSON
import Crypto
import Envelopes
import TestSupport
import Testing

struct ReceiptTests {
  private let parties = Parties()

  private func receipt(_ sequence: Int64 = 7) throws -> Receipt {
    try Receipt(
      kit: parties.kitID,
      sequence: sequence,
      link: Fingerprint(of: [1, 2, 3]),
      by: parties.receipt
    )
  }

  @Test func `a receipt comes back as it was signed`() throws {
    let receipt = try receipt()
    let read = try Receipt(parsing: receipt.wire.canonicalBytes)
    #expect(read == receipt)
    try read.verify(by: parties.keys)
  }

  @Test func `a receipt of another authority is refused, one under an older key is not`() throws {
    let receipt = try receipt()
    #expect(throws: EnvelopeError.self) { try receipt.verify(by: Parties().keys) }
    try receipt.verify(by: Parties().keys.keeping(parties.keys))
  }

  @Test func `a receipt that was damaged anywhere is refused`() throws {
    let bytes = try receipt().wire.canonicalBytes
    forAll(count: 4_000) { random in
      let damaged = random.damaged(bytes)
      guard damaged != bytes, let read = try? Receipt(parsing: damaged) else { return nil }
      return (try? read.verify(by: parties.keys)) == nil ? nil : String(decoding: damaged, as: UTF8.self)
    }
  }

  @Test func `a receipt for an attachment counts for that attachment of that kit alone`() throws {
    let attachment = Fingerprint(of: [4, 5, 6])
    let receipt = try AttachmentReceipt(kit: parties.kitID, attachment: attachment, by: parties.receipt)
    let bytes = receipt.wire.canonicalBytes
    #expect(try AttachmentReceipt(parsing: bytes) == receipt)
    try receipt.verify(by: parties.keys)
    #expect(throws: EnvelopeError.self) { try receipt.verify(by: Parties().keys) }
    forAll(count: 2_000) { random in
      let damaged = random.damaged(bytes)
      guard damaged != bytes, let read = try? AttachmentReceipt(parsing: damaged) else { return nil }
      return (try? read.verify(by: parties.keys)) == nil ? nil : String(decoding: damaged, as: UTF8.self)
    }
    let other = receipt.wire.line.replacing(attachment.hex, with: Fingerprint(of: [7]).hex)
    let moved = try AttachmentReceipt(parsing: Array(other.utf8))
    #expect(throws: EnvelopeError.self) { try moved.verify(by: parties.keys) }
  }

  @Test func `an answer comes back with every word`() throws {
    let reasons = RecordAnswer.Reason.allCases.map(RecordAnswer.rejected)
    let answer = BatchAnswer([.stored, .duplicate, .retry] + reasons, try receipt())
    #expect(try BatchAnswer(parsing: answer.wire.canonicalBytes) == answer)
    for word in ["stored ", "rejected", "rejected nothing", "yes"] {
      let text = answer.wire.line.replacing("\"duplicate\"", with: "\"\(word)\"")
      #expect(throws: EnvelopeError.self) { try BatchAnswer(parsing: Array(text.utf8)) }
    }
  }

  @Test func `the authority's keys come back, and older ones stay behind the new`() throws {
    let keys = parties.keys
    #expect(try AuthorityKeys(parsing: keys.document.canonicalBytes) == keys)
    let newer = Parties().keys
    let both = newer.keeping(keys).keeping(keys)
    #expect(both.sealing == newer.sealing + keys.sealing)
    #expect(both.receipts == newer.receipts + keys.receipts)
    for text in [
      "{}", #"{"receipts":[],"sealing":[],"version":1}"#, #"{"receipts":["aa"],"sealing":["aa"],"version":1}"#,
    ] {
      #expect(throws: EnvelopeError.self) { try AuthorityKeys(parsing: Array(text.utf8)) }
    }
  }
}
