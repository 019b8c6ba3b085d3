import Crypto
import Envelopes
import TestSupport
import Testing

struct RequestSignatureTests {
  private let parties = Parties()
  private let parts = RequestParts(method: "POST", authority: "central.example:8443", path: "/v1/records", query: "a=1")
  private let body = Array("{\"records\":[]}".utf8)

  private func signature() throws -> RequestSignature {
    try RequestSignature(parts, body: body, created: 1_700_000_000, by: parties.kit)
  }

  private func read(_ values: [String]) throws -> RequestSignature {
    try RequestSignature(digest: values[0], input: values[1], signature: values[2])
  }

  @Test func `a request's signature has the form of the standard`() throws {
    let headers = try signature().headers
    #expect(headers.map(\.name) == ["Content-Digest", "Signature-Input", "Signature"])
    #expect(headers[0].value == "sha-256=:\(Self.digest):")
    #expect(
      headers[1].value
        == "sig=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");created=1700000000;keyid=\"\(parties.kitID)\";alg=\"ed25519\""
    )
    #expect(headers[2].value.hasPrefix("sig=:"))
  }

  /// Computed by another program over the body of these tests.
  private static let digest = "G4tMC29q0dMlZZUnILwATusfGI9iBF5NVSWuKvjHhDI="

  @Test func `a signed request is verified from its headers`() throws {
    let read = try read(signature().headers.map(\.value))
    try read.verify(parts, by: parties.kit.publicKey)
    #expect(read.kit == parties.kitID)
    #expect(read.created == 1_700_000_000)
    #expect(read.covers(body))
    #expect(!read.covers(body + [0x20]))
    #expect(!read.covers([]))
  }

  @Test func `a signature under one request does not fit another`() throws {
    let signature = try signature()
    let others = [
      RequestParts(method: "PUT", authority: parts.authority, path: parts.path, query: parts.query),
      RequestParts(method: parts.method, authority: "other.example", path: parts.path, query: parts.query),
      RequestParts(method: parts.method, authority: parts.authority, path: "/v1/receipt", query: parts.query),
      RequestParts(method: parts.method, authority: parts.authority, path: parts.path, query: ""),
      RequestParts(method: parts.method, authority: parts.authority, path: parts.path + "?a=1", query: ""),
    ]
    for other in others {
      #expect(throws: EnvelopeError.self, "\(other)") { try signature.verify(other, by: parties.kit.publicKey) }
    }
    #expect(throws: EnvelopeError.self) { try signature.verify(parts, by: Parties().kit.publicKey) }
  }

  @Test func `headers that were damaged anywhere are refused`() throws {
    let values = try signature().headers.map(\.value)
    forAll(count: 4_000) { random in
      let index = Int.random(in: 0..<3, using: &random)
      let damaged = random.damaged(Array(values[index].utf8))
      var changed = values
      changed[index] = String(decoding: damaged, as: UTF8.self)
      guard changed[index] != values[index], let read = try? read(changed) else { return nil }
      guard (try? read.verify(parts, by: parties.kit.publicKey)) != nil, read.covers(body) else { return nil }
      return "taken: \(changed[index])"
    }
  }

  @Test func `missing, doubled and endless headers are refused`() throws {
    let values = try signature().headers.map(\.value)
    #expect(throws: EnvelopeError.self) { try RequestSignature(digest: nil, input: values[1], signature: values[2]) }
    #expect(throws: EnvelopeError.self) { try RequestSignature(digest: values[0], input: nil, signature: values[2]) }
    #expect(throws: EnvelopeError.self) { try RequestSignature(digest: values[0], input: values[1], signature: nil) }
    let input = values[1].replacing("created=1700000000", with: "created=" + String(repeating: "1", count: 500))
    #expect(throws: EnvelopeError.self) { try read([values[0], input, values[2]]) }
    for created in ["-1", "01", "", "1.5", "99999999999999999999"] {
      let input = values[1].replacing("created=1700000000", with: "created=\(created)")
      #expect(throws: EnvelopeError.self, "\(created)") { try read([values[0], input, values[2]]) }
    }
  }
}
