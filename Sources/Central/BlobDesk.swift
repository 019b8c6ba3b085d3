#if Server
import CanonicalJSON
import Crypto
import DurableFiles
import Envelopes
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Synchronization

/// Takes attachments in, in as many pieces as the link needs (resumable uploads, as the IETF's draft has them).
///
/// What arrived before a cut stays: the next piece goes on from there. The digest in the address says when it is whole;
/// from then on every answer carries the authority's receipt.
final class BlobDesk: Sendable {
  private struct Upload: Hashable {
    let kit: Fingerprint
    let digest: Fingerprint
  }

  private let gate: KitGate
  private let store: BlobStore
  private let signer: Curve25519.Signing.PrivateKey
  private let largest: Int
  private let metrics: Metrics
  private let underWay = Mutex<Set<Upload>>([])

  init(
    gate: KitGate,
    store: BlobStore,
    signer: Curve25519.Signing.PrivateKey,
    largest: Int,
    metrics: Metrics
  ) {
    self.gate = gate
    self.store = store
    self.signer = signer
    self.largest = largest
    self.metrics = metrics
  }

  func progress(_ request: Request, digest: String?) async throws -> Response {
    let sender = try await gate.sender(of: request)
    guard sender.signature.covers([]) else { throw Refusal.unknownKit }
    let upload = try Self.upload(sender, digest)
    let store = store
    let progress = try await Self.onThread { try store.progress(upload.kit, upload.digest) }
    return try response(.noContent, upload, progress)
  }

  func append(_ request: Request, digest: String?) async throws -> Response {
    let sender = try await gate.sender(of: request)
    let upload = try Self.upload(sender, digest)
    guard let offset = request.headers[.uploadOffset].flatMap(Self.length),
      let isLast = ["?0": false, "?1": true][request.headers[.uploadComplete] ?? ""]
    else { throw Refusal.malformed("Upload-Offset and Upload-Complete say where a piece goes") }
    guard underWay.withLock({ $0.insert(upload).inserted }) else {
      throw Refusal.later(.conflict, "another piece is under way", seconds: 5)
    }
    defer { underWay.withLock { _ = $0.remove(upload) } }
    let store = store
    let before = try await Self.onThread { try store.progress(upload.kit, upload.digest) }
    guard before.offset == offset, !before.isComplete else {
      return try response(.conflict, upload, before)
    }
    guard try await write(request, sender, upload, from: offset) else {
      throw Refusal.malformed("the piece is not the one that was signed")
    }
    guard isLast else {
      return try response(.noContent, upload, try store.progress(upload.kit, upload.digest))
    }
    guard try await Self.onThread({ try store.finish(upload.kit, upload.digest) }) else {
      return try response(.unprocessableContent, upload, BlobStore.Progress(offset: 0, isComplete: false))
    }
    return try response(.created, upload, try store.progress(upload.kit, upload.digest))
  }

  /// Adds the body to the file as it comes.
  ///
  /// - Returns: whether it was the signed one; a body that is cut off is kept as far as it came.
  private func write(
    _ request: Request,
    _ sender: KitGate.Sender,
    _ upload: Upload,
    from offset: Int
  ) async throws -> Bool {
    let writer = try store.open(upload.kit, upload.digest)
    do {
      for try await piece in request.body {
        guard piece.readableBytes <= largest - writer.length else {
          throw Refusal(status: .contentTooLarge, reason: "attachments have at most \(largest) bytes")
        }
        try piece.withUnsafeReadableBytes { try writer.append($0) }
      }
    } catch {
      try writer.synchronize()
      throw error
    }
    metrics.countBlob(bytes: writer.length - offset)
    return try writer.keep(ifSigned: sender.signature)
  }

  private static func upload(_ sender: KitGate.Sender, _ digest: String?) throws -> Upload {
    guard let digest = digest.flatMap({ Fingerprint(hex: $0) }) else {
      throw Refusal.malformed("an attachment is named by its SHA-256 in small hexadecimal digits")
    }
    return Upload(kit: sender.kit.id, digest: digest)
  }

  private static func length(_ text: String) -> Int? {
    guard let value = Int(text), value >= 0, String(value) == text else { return nil }
    return value
  }

  private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(body)
  }

  private func response(
    _ status: HTTPResponse.Status,
    _ upload: Upload,
    _ progress: BlobStore.Progress
  ) throws -> Response {
    var headers: HTTPFields = [
      .uploadOffset: String(progress.offset), .uploadComplete: progress.isComplete ? "?1" : "?0",
      .cacheControl: "no-store",
    ]
    if progress.isComplete {
      headers[.attachmentReceipt] =
        try AttachmentReceipt(kit: upload.kit, attachment: upload.digest, by: signer).wire.line
    }
    return Response(status: status, headers: headers)
  }
}
#endif
