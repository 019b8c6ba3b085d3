import CanonicalJSON
import Foundation
public import KitStore
import Trust

/// A copy of an inspection for other people: its journal, signed, with its photographs and papers.
///
/// One text file: the lines of the journal, then a line for each attachment with its content in base64 and its digest.
public struct InspectionExport: Sendable {
  /// The file.
  public let bytes: [UInt8]
  /// The attachments that went along, in the order of the file.
  public let attachments: [Attachment]
  /// Those that stayed behind, because their location cannot be taken out.
  public let heldBack: [Attachment]

  /// Writes the export down in the journal, signs it and makes the file.
  ///
  /// - Parameters:
  ///   - journal: the open journal.
  ///   - includingLocation: photographs go as they were taken.
  public init(
    _ journal: InspectionJournal,
    from home: KitHome,
    identity: KitIdentity,
    includingLocation: Bool,
    at time: Int
  ) throws {
    let folder = AttachmentFolder(home)
    let all = journal.examination.attachments
    attachments = all.filter { includingLocation || $0.cleaned != nil }
    heldBack = all.filter { !includingLocation && $0.cleaned == nil }
    let digests = attachments.map { includingLocation ? $0.digest : $0.cleaned ?? $0.digest }
    // Read before anything is written, so that a missing photograph leaves the journal as it was.
    let lines = try digests.map { digest in
      let content = try Data(folder.content(digest)).base64EncodedString()
      return JSONValue.members(["content": .text(content), "digest": .text(digest)]).line
    }
    try journal.append(.exported(attachments: digests), at: time)
    try journal.seal(with: identity, at: time)
    var bytes = try InspectionFolder(home).bytes(journal.id)
    for line in lines { bytes += Array("\(line)\n".utf8) }
    self.bytes = bytes
  }
}
