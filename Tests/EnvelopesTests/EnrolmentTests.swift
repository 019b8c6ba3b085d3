import CanonicalJSON
import Crypto
import Envelopes
import TestSupport
import Testing

struct EnrolmentTests {
  private let parties = Parties()
  private let code = EnrolmentCode()

  @Test func `a code can be typed as people type`() throws {
    let text = code.description
    #expect(text.count == 28)
    #expect(try EnrolmentCode(typed: text) == code)
    #expect(try EnrolmentCode(typed: text.lowercased().replacing("-", with: " ")) == code)
    #expect(try EnrolmentCode(typed: text.replacing("0", with: "o").replacing("1", with: "l")) == code)
    for wrong in [
      "", "1234", text + "0", String(text.dropLast()), text.replacing("-", with: "_"), "U" + text.dropFirst(),
    ] {
      #expect(throws: EnvelopeError.self, "\(wrong)") { try EnrolmentCode(typed: wrong) }
    }
  }

  @Test func `codes do not repeat and their keys differ`() {
    let codes = (0..<200).map { _ in EnrolmentCode() }
    #expect(Set(codes.map(\.proofKey)).count == codes.count)
  }

  @Test func `a kit that knows the code proves it, and the server proves it back`() throws {
    let request = try EnrolmentRequest(parsing: EnrolmentRequest(code, kit: parties.kit).wire.canonicalBytes)
    #expect(request.hasKey)
    #expect(request.knows(code.proofKey))
    #expect(!request.knows(EnrolmentCode().proofKey))
    #expect(request.kit == parties.kitID)
    let answer = EnrolmentAnswer(to: request, proofKey: code.proofKey)
    let read = try EnrolmentAnswer(parsing: answer.wire.canonicalBytes)
    try read.verify(code, kit: parties.kit.publicKey)
    #expect(throws: EnvelopeError.self) { try read.verify(EnrolmentCode(), kit: parties.kit.publicKey) }
    #expect(throws: EnvelopeError.self) { try read.verify(code, kit: Parties().kit.publicKey) }
  }

  @Test func `an enrolment that was damaged anywhere is refused`() throws {
    let bytes = try EnrolmentRequest(code, kit: parties.kit).wire.canonicalBytes
    forAll(count: 4_000) { random in
      let damaged = random.damaged(bytes)
      guard damaged != bytes, let read = try? EnrolmentRequest(parsing: damaged) else { return nil }
      return read.hasKey && read.knows(code.proofKey) ? String(decoding: damaged, as: UTF8.self) : nil
    }
  }

  @Test func `a request cannot be made another kit's`() throws {
    let own = try EnrolmentRequest(code, kit: parties.kit).wire
    let other = try EnrolmentRequest(EnrolmentCode(), kit: Parties().kit).wire
    var mixed = try #require(own.object)
    mixed["key"] = other.object?["key"]
    let read = try EnrolmentRequest(parsing: JSONValue.object(mixed).canonicalBytes)
    #expect(!read.hasKey)
    #expect(!read.knows(code.proofKey))
  }
}
