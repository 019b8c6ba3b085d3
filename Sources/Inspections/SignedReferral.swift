/// What a referred inspection tells the authority: its journal up to the signature over the last sheet.
///
/// What is said at the kit afterwards belongs to the next referral, so that the same referral always has the same bytes.
public struct SignedReferral: Sendable {
  /// The name of the inspection.
  public let id: String
  /// The lines of the journal.
  public let journal: [UInt8]
  /// The photographs and papers that were attached by then.
  public let attachments: [Attachment]

  /// The last referral in a journal.
  ///
  /// - Returns: nil if there is none, or its signature is missing.
  public init?(_ id: String, in folder: InspectionFolder) throws(JournalError) {
    let bytes = try folder.bytes(id)
    let lines = try JournalContent(bytes, path: id).lines
    guard let sheet = lines.lastIndex(where: { if case .referred = $0.event { true } else { false } }),
      let seal = lines[sheet...].firstIndex(where: \.isSeal)
    else { return nil }
    self.id = id
    attachments = Examination(lines[...seal].map(\.event)).attachments
    let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(seal + 1)
    journal = parts.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
