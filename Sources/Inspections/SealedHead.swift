/// A seal with the digest that it stands for, as a referral sheet prints it.
public struct SealedHead: Sendable, Hashable {
  /// The name of the inspection.
  public let inspection: String
  /// The digest of everything up to the seal.
  public let digest: String
  /// The name of the kit's key.
  public let kit: String
  /// The signature, 128 hexadecimal digits.
  public let signature: String
  /// The number of the seal's line.
  public let line: Int

  /// The seal of a journal's line; nil for other lines.
  public init?(_ line: JournalLine) {
    guard case .sealed(let seal) = line.event else { return nil }
    inspection = seal.inspection
    digest = JournalSeal.digest(line.object)
    kit = JournalSeal.kit(seal.key)
    signature = seal.signature
    self.line = line.number
  }
}

extension JournalLine {
  /// Whether the line signs what stands before it.
  public var isSeal: Bool { if case .sealed = event { true } else { false } }
}
