public import CanonicalJSON

/// Envelopes that are sent together: the body of a request, or a file on a stick.
public struct RecordBatch: Sendable {
  /// The most bytes of a batch.
  public static let largest = 1 << 20
  /// The most envelopes of a batch.
  public static let mostEnvelopes = 100

  /// The envelopes in order; where one is malformed, why.
  public let envelopes: [Result<Envelope, EnvelopeError>]

  /// Reads a batch; one malformed envelope does not keep the others out.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let object = try WireObject(parsing: bytes, "the batch", keys: ["records"], limit: Self.largest)
    envelopes = try object.list("records", atMost: Self.mostEnvelopes).map { wire in
      Result { () throws(EnvelopeError) in try Envelope(wire) }
    }
  }

  /// The bytes of as many of the envelopes, from the first, as one batch holds.
  ///
  /// - Parameter wires: the canonical bytes of envelopes.
  /// - Returns: the batch and how many it holds; at least one where there is one.
  public static func packing(_ wires: some Sequence<[UInt8]>) -> (bytes: [UInt8], count: Int) {
    var bytes = Array("{\"records\":[".utf8)
    var count = 0
    for wire in wires.prefix(mostEnvelopes) {
      guard count == 0 || bytes.count + wire.count + 3 <= largest else { break }
      if count > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += wire
      count += 1
    }
    return (bytes + Array("]}".utf8), count)
  }
}

/// What the authority says to one envelope.
public enum RecordAnswer: Hashable, Sendable {
  /// Why an envelope is kept out of the inbox.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It does not have the form of an envelope.
    case malformed
    /// Its signature does not fit, or it is another kit's.
    case signature
    /// It is sealed to a key that the authority does not have.
    case key
    /// The same record and revision are held with other content.
    case conflict
    /// Its number is taken, or it does not follow the envelope before it: two kits use one key.
    case fork
  }

  /// It is in the inbox now.
  case stored
  /// It was in the inbox before.
  case duplicate
  /// It will never be taken as it is.
  case rejected(Reason)
  /// It could not be taken now; send it again later.
  case retry

  private static let refusal = "rejected "

  /// The word for it in an answer.
  var word: String {
    switch self {
    case .stored: "stored"
    case .duplicate: "duplicate"
    case .retry: "retry"
    case .rejected(let reason): Self.refusal + reason.rawValue
    }
  }

  init?(word: String) {
    switch word {
    case "stored": self = .stored
    case "duplicate": self = .duplicate
    case "retry": self = .retry
    default:
      guard word.hasPrefix(Self.refusal), let reason = Reason(rawValue: String(word.dropFirst(Self.refusal.count)))
      else { return nil }
      self = .rejected(reason)
    }
  }
}

/// The answer to a batch: one word for each envelope, and the receipt for all that is held.
public struct BatchAnswer: Hashable, Sendable {
  private static let longest = 64 << 10

  /// One answer for each envelope, in order.
  public let answers: [RecordAnswer]
  /// What the authority holds of this kit, after the batch.
  public let receipt: Receipt

  /// The answer to a batch.
  public init(_ answers: [RecordAnswer], _ receipt: Receipt) {
    self.answers = answers
    self.receipt = receipt
  }

  /// Reads an answer; the receipt is still to be verified.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let object = try WireObject(parsing: bytes, "the answer", keys: ["answers", "receipt"], limit: Self.longest)
    receipt = try Receipt(object["receipt"])
    var answers: [RecordAnswer] = []
    for wire in try object.list("answers", atMost: RecordBatch.mostEnvelopes) {
      guard let answer = wire.text.flatMap(RecordAnswer.init(word:)) else { throw .malformed("the answer") }
      answers.append(answer)
    }
    self.answers = answers
  }

  /// The answer as it travels.
  public var wire: JSONValue {
    .members([
      "answers": .texts(answers.map(\.word)),
      "receipt": receipt.wire,
    ])
  }
}
