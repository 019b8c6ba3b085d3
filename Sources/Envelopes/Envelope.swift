public import CanonicalJSON
public import Crypto
import Foundation

/// One revision of a record on its way to the authority: sealed, numbered, chained and signed by the kit.
///
/// Every kit numbers its envelopes 1, 2, 3 …, and each names the link of the one before it, so that a missing, doubled
/// or exchanged envelope shows. The same envelopes travel over the network and on a stick.
public struct Envelope: Hashable, Sendable {
  /// What the kit says of the sealed record.
  public struct Header: Hashable, Sendable {
    /// The digest of the kit's public key.
    public let kit: Fingerprint
    /// The envelope's number in the kit's own count, from 1.
    public let sequence: Int64
    /// The link of the envelope before this one; ``Fingerprint/zero`` for the first.
    public let previous: Fingerprint
    /// The record's name.
    public let record: String
    /// The record's revision, from 1.
    public let revision: Int64
    /// The digest of the authority's key that the record is sealed to.
    public let key: Fingerprint
    /// The digest of the sealed bytes.
    public let content: Fingerprint

    var members: [(key: String, value: JSONValue)] {
      [
        ("content", .text(content.hex)), ("key", .text(key.hex)), ("kit", .text(kit.hex)),
        ("previous", .text(previous.hex)), ("record", .text(record)), ("revision", .integer(revision)),
        ("sequence", .integer(sequence)),
      ]
    }

    var statement: [UInt8] {
      Array("gauger envelope 1\n".utf8) + JSONValue.object(JSONObject(members)).canonicalBytes
    }

    /// The digest of the header: what the next envelope and the receipt name.
    public var link: Fingerprint { Fingerprint(of: statement) }
  }

  static let keys = Set([
    "content", "key", "kit", "previous", "record", "revision", "sealed", "sequence", "signature",
  ]).sorted()
  private static let largestSealed = SealedRecord.largestContent + SealedRecord.overhead

  /// What the kit says of the sealed record.
  public let header: Header
  /// The kit's signature under the header.
  public let signature: [UInt8]
  /// The sealed record.
  public let sealed: SealedRecord

  /// The header's digest.
  public var link: Fingerprint { header.link }
  /// What the sealed record is bound to.
  public var binding: SealedRecord.Binding {
    SealedRecord.Binding(kit: header.kit, record: header.record, revision: header.revision)
  }

  /// The place of a new envelope in its kit's chain.
  public struct Place: Hashable, Sendable {
    let sequence: Int64
    let previous: Fingerprint

    /// The place after the envelope with the given number and link; 0 and ``Fingerprint/zero`` before the first.
    public init(after sequence: Int64, _ link: Fingerprint) {
      self.sequence = sequence + 1
      previous = link
    }
  }

  /// Seals and signs one revision of a record.
  ///
  /// - Parameters:
  ///   - content: the record.
  ///   - record: its name: small letters, digits and hyphens, at most 64.
  ///   - revision: from 1.
  ///   - place: its place in the kit's chain.
  ///   - kit: the kit's key.
  ///   - authority: the key to seal to.
  public init(
    sealing content: [UInt8],
    record: String,
    revision: Int64,
    at place: Place,
    by kit: Curve25519.Signing.PrivateKey,
    to authority: AuthorityKeys.Key
  ) throws(EnvelopeError) {
    guard WireName.isValid(record), (1...WireObject.largestInteger).contains(revision) else {
      throw .malformed("the record's name")
    }
    let id = Fingerprint(of: Array(kit.publicKey.rawRepresentation))
    let binding = SealedRecord.Binding(kit: id, record: record, revision: revision)
    sealed = try SealedRecord(sealing: content, binding, to: authority)
    header = Header(
      kit: id,
      sequence: place.sequence,
      previous: place.previous,
      record: record,
      revision: revision,
      key: authority.id,
      content: Fingerprint(of: sealed.bytes)
    )
    do {
      signature = Array(try kit.signature(for: header.statement))
    } catch {
      throw .malformed("the kit's key")
    }
  }

  /// Reads an envelope; the signature is still to be verified.
  public init(_ wire: JSONValue) throws(EnvelopeError) {
    let object = try WireObject(wire, "the envelope", keys: Self.keys)
    header = Header(
      kit: try object.fingerprint("kit"),
      sequence: try object.integer("sequence", from: 1),
      previous: try object.fingerprint("previous"),
      record: try object.name("record"),
      revision: try object.integer("revision", from: 1),
      key: try object.fingerprint("key"),
      content: try object.fingerprint("content")
    )
    signature = try object.hexadecimal("signature", count: 64)
    sealed = SealedRecord(bytes: try object.base64("sealed"))
    guard sealed.bytes.count <= Self.largestSealed else { throw .tooLarge("the envelope", limit: Self.largestSealed) }
    guard Fingerprint(of: sealed.bytes) == header.content else { throw .notAuthentic("the envelope") }
  }

  /// Reads an envelope that stands alone, such as one kept in a table.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    try self.init(WireObject.document(bytes, "the envelope", limit: RecordBatch.largest))
  }

  /// The envelope as it travels.
  public var wire: JSONValue {
    .object(
      JSONObject(
        header.members + [
          ("sealed", .text(Base64.text(sealed.bytes))), ("signature", .text(Hexadecimal.text(signature))),
        ]
      )
    )
  }

  /// Checks that the kit with this public key made the envelope.
  public func verify(by kit: Curve25519.Signing.PublicKey) throws(EnvelopeError) {
    guard Fingerprint(of: Array(kit.rawRepresentation)) == header.kit,
      kit.isValidSignature(signature, for: header.statement)
    else { throw .notAuthentic("the envelope") }
  }
}
